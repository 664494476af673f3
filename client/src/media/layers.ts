// How each source is sent: sizes, bitrates and frame rates in one table; docs/decisions/0022 says why these.
import type { TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import type { RtpEncodingParameters } from 'mediasoup-client/types';

/**
 * A camera is sent in up to three sizes at once (simulcast, RFC 8853), the lowest first, each of half the
 * next one's height. Three temporal layers in each (L1T3) let the server thin frames out.
 */
const CAMERA_LAYERS: RtpEncodingParameters[] = [
  { maxBitrate: 150_000, scalabilityMode: 'L1T3' }, // 320 × 180 of 1280 × 720
  { maxBitrate: 500_000, scalabilityMode: 'L1T3' }, // 640 × 360
  { maxBitrate: 1_500_000, scalabilityMode: 'L1T3' }, // 1280 × 720
];
/** Chromium drops the highest layer of lower resolutions (libwebrtc's simulcast limits: 540 and 270 lines). */
const LINES_OF_THREE = 540;
const LINES_OF_TWO = 270;

/**
 * One size, since a text that is scaled down cannot be read; where the network is short, frames are left out
 * (temporal layers) rather than sharpness. Frames per second are limited as it is captured (`localScreen.ts`).
 */
const SCREEN: RtpEncodingParameters[] = [{ maxBitrate: 2_500_000, scalabilityMode: 'L1T3' }];

/** @returns the layers in which the track is to be sent, the lowest first. */
export function encodingsOf(
  source: TrackSource,
  mediaTrack: MediaStreamTrack,
): RtpEncodingParameters[] {
  switch (source) {
    case 'camera':
      return cameraLayers(mediaTrack);
    case 'screen':
      return SCREEN;
    case 'microphone':
      return [{ dtx: true }];
    case 'screenSound':
      return [{}];
  }
}

function cameraLayers(mediaTrack: MediaStreamTrack): RtpEncodingParameters[] {
  const { width = 1280, height = 720 } = mediaTrack.getSettings();
  const lines = Math.min(width, height);
  const count = lines >= LINES_OF_THREE ? 3 : lines >= LINES_OF_TWO ? 2 : 1;
  // With a lower resolution, the highest layer is the full picture.
  return CAMERA_LAYERS.slice(0, count).map((layer, index) => ({
    ...layer,
    scaleResolutionDownBy: 2 ** (count - 1 - index),
  }));
}
