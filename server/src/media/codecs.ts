// The codecs of every meeting, in order of preference.
import type { types } from 'mediasoup';

/**
 * VP8 is the video codec that every browser sends and receives (Debian's Firefox has no H.264). PCMA beside Opus lets
 * browsers hear a telephone without transcoding; RFC 7874 §3 makes it mandatory in WebRTC.
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
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90000, preferredPayloadType: 96 },
];
