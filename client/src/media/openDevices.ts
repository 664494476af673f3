// Requests camera and microphone from the browser, with the devices that the person prefers.
import type { SoundProcessing } from './soundProcessing.ts';

export const INPUTS = ['camera', 'microphone'] as const;
export type InputKind = (typeof INPUTS)[number];

export interface DeviceWish {
  deviceId: string;
  /** Whether the browser lists it. */
  isListed: boolean;
}

export interface DeviceWishes {
  /** Undefined leaves it to the browser. */
  camera: DeviceWish | undefined;
  microphone: DeviceWish | undefined;
  sound: SoundProcessing;
}

const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

export async function openDevices(
  wanted: readonly InputKind[],
  wishes: DeviceWishes,
): Promise<MediaStream> {
  // Browsers hide `mediaDevices` from pages without HTTPS.
  if (!('mediaDevices' in navigator)) throw new DOMException('', 'SecurityError');
  const open = ({ camera, microphone, sound }: DeviceWishes) =>
    navigator.mediaDevices.getUserMedia({
      video: wanted.includes('camera') && { ...CAMERA, ...constraintOf(camera) },
      audio: wanted.includes('microphone') && { ...sound, ...constraintOf(microphone) },
    });
  try {
    return await open(wishes);
  } catch (error) {
    if ((error as Partial<DOMException>).name !== 'OverconstrainedError') throw error;
    // It was unplugged this very moment: use any other.
    return open({ ...wishes, camera: undefined, microphone: undefined });
  }
}

export async function openDevice(which: InputKind, wishes: DeviceWishes) {
  const stream = await openDevices([which], wishes);
  const [mediaTrack] = stream.getTracks();
  if (mediaTrack === undefined) throw new DOMException('', 'NotFoundError');
  return mediaTrack;
}

/**
 * Chromium no longer respects `ideal` (crbug.com/438606278), so a listed device is requested
 * as `exact`. A device that may be gone is not: the request would fail without any device.
 */
function constraintOf(wish: DeviceWish | undefined): MediaTrackConstraints {
  if (wish === undefined) return {};
  const { deviceId, isListed } = wish;
  return { deviceId: isListed ? { exact: deviceId } : { ideal: deviceId } };
}

export const inputKindOf = (mediaTrack: MediaStreamTrack): InputKind =>
  mediaTrack.kind === 'video' ? 'camera' : 'microphone';
