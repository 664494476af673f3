// The codecs of every meeting, in order of preference.
import type { types } from 'mediasoup';

export const VP8_PAYLOAD_TYPE = 96;

/**
 * VP8 is the video codec that every browser sends and receives (Debian's Firefox has no H.264). PCMA beside Opus lets
 * browsers hear a telephone without transcoding; RFC 7874 §3 makes it mandatory in WebRTC. G.722 beside it lets them
 * hear a room system so: Chromium, Firefox and Safari have it, though RFC 7874 only suggests it.
 */
export const mediaCodecs: types.RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48000,
    channels: 2,
    preferredPayloadType: 111,
    parameters: { useinbandfec: 1, usedtx: 1 },
  },
  { kind: 'audio', mimeType: 'audio/PCMA', clockRate: 8000, preferredPayloadType: 8 },
  // Its samples come at 16,000 Hz, but its RTP clock has 8,000 (RFC 3551 §4.5.2).
  { kind: 'audio', mimeType: 'audio/G722', clockRate: 8000, preferredPayloadType: 9 },
  {
    kind: 'video',
    mimeType: 'video/VP8',
    clockRate: 90000,
    preferredPayloadType: VP8_PAYLOAD_TYPE,
  },
];
