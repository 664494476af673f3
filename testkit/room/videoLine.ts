// A video line under test: a session of the server with its ports, its clock, and all that it tells.
import type { AgreedVideo } from '../../server/src/rtp/agreedMedia.ts';
import type { AccessUnit } from '../../server/src/rtp/h264/accessUnit.ts';
import { RtpPorts } from '../../server/src/rtp/rtpPorts.ts';
import { VideoRtpSession } from '../../server/src/rtp/videoRtpSession.ts';

const LOOPBACK = '127.0.0.1';
const TICK_MS = 10;
export const H264_PAYLOAD_TYPE = 97;

/** What the other end may differ in. */
export type VideoLineSettings = Partial<Pick<AgreedVideo, 'isHearing' | 'remoteSrtpKey'>> & {
  packetizationMode?: 0 | 1;
  isNackNamed?: boolean;
};

/** @param port where the other end receives, RTCP included. */
export function agreedVideo(
  port: number,
  { packetizationMode = 1, isNackNamed = false, ...differing }: VideoLineSettings = {},
): AgreedVideo {
  return {
    kind: 'video',
    content: 'main',
    mediaLine: 1,
    address: LOOPBACK,
    port,
    rtcpPort: port,
    isRtcpMuxed: true,
    signalledFrom: LOOPBACK,
    isHearing: true,
    isSending: true,
    remoteSrtpKey: undefined,
    payloadType: H264_PAYLOAD_TYPE,
    receives: {
      profile: 'constrainedBaseline',
      packetizationMode,
      maxFrameMacroblocks: 3_600,
      maxMacroblocksPerSecond: 108_000,
      maxBitrate: 2_000_000,
    },
    feedback: { nack: isNackNamed, tmmbr: false },
    ...differing,
  };
}

export class VideoLine {
  readonly session: VideoRtpSession;
  readonly frames: AccessUnit[] = [];
  readonly bitrateLimits: number[] = [];
  readonly receptions: number[] = [];
  keyFramesWanted = 0;
  losses = 0;
  readonly #timer: NodeJS.Timeout;

  private constructor(ports: Awaited<ReturnType<RtpPorts['open']>> & object) {
    this.session = new VideoRtpSession(ports, 'video line', {
      onFrame: (frame) => this.frames.push(frame),
      onFramesLost: () => (this.losses += 1),
      onKeyFrameWanted: () => (this.keyFramesWanted += 1),
      onBitrateLimited: (bitsPerSecond) => this.bitrateLimits.push(bitsPerSecond),
      onReception: ({ fractionLost }) => this.receptions.push(fractionLost),
      onReachedChanged: () => undefined,
    });
    this.#timer = setInterval(() => this.session.reportWhenDue(performance.now()), TICK_MS);
  }

  static async open(): Promise<VideoLine> {
    const ports = await new RtpPorts(LOOPBACK, 0, 0).open();
    if (ports === undefined) throw new Error('no port is free');
    return new VideoLine(ports);
  }

  get port(): number {
    return this.session.local.port;
  }

  close(): void {
    clearInterval(this.#timer);
    this.session.close();
  }
}
