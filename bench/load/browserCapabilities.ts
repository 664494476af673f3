// What Chromium can receive, and how it offers to send, limited to our meetings' codecs.
import type { RtpCapabilities, RtpParameters } from '@distansmote/shared/signalling/rtp.ts';

export const HEADER_EXTENSIONS = {
  mid: 'urn:ietf:params:rtp-hdrext:sdes:mid',
  rid: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  sendTime: 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  transportSequence: 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  audioLevel: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
} as const;

/** Our extension ids, on the tracks that we send. */
export const EXTENSION_ID = { mid: 1, rid: 2, sendTime: 4, transportSequence: 5, audioLevel: 6 };

export const OPUS = {
  mimeType: 'audio/opus',
  payloadType: 111,
  clockRate: 48_000,
  channels: 2,
  parameters: { minptime: 10, useinbandfec: 1, usedtx: 1 },
  rtcpFeedback: [{ type: 'transport-cc' }],
};
export const VP8 = {
  mimeType: 'video/VP8',
  payloadType: 96,
  clockRate: 90_000,
  rtcpFeedback: [
    { type: 'goog-remb' },
    { type: 'transport-cc' },
    { type: 'ccm', parameter: 'fir' },
    { type: 'nack' },
    { type: 'nack', parameter: 'pli' },
  ],
};

const received = ({ payloadType, ...codec }: typeof OPUS | typeof VP8) => ({
  ...codec,
  preferredPayloadType: payloadType,
});

export const browserCapabilities: RtpCapabilities = {
  codecs: [
    { kind: 'audio', ...received(OPUS) },
    { kind: 'video', ...received(VP8) },
    {
      kind: 'video',
      mimeType: 'video/rtx',
      preferredPayloadType: 97,
      clockRate: 90_000,
      parameters: { apt: 96 },
    },
  ],
  headerExtensions: [
    { kind: 'audio', uri: HEADER_EXTENSIONS.mid, preferredId: 1 },
    { kind: 'video', uri: HEADER_EXTENSIONS.mid, preferredId: 1 },
    { kind: 'audio', uri: HEADER_EXTENSIONS.sendTime, preferredId: 4 },
    { kind: 'video', uri: HEADER_EXTENSIONS.sendTime, preferredId: 4 },
    { kind: 'audio', uri: HEADER_EXTENSIONS.transportSequence, preferredId: 5 },
    { kind: 'video', uri: HEADER_EXTENSIONS.transportSequence, preferredId: 5 },
    { kind: 'audio', uri: HEADER_EXTENSIONS.audioLevel, preferredId: 6 },
  ],
};

/** The RTP parameters that all of our tracks share. */
export const sentExtensions = {
  audio: [
    { uri: HEADER_EXTENSIONS.mid, id: EXTENSION_ID.mid },
    { uri: HEADER_EXTENSIONS.sendTime, id: EXTENSION_ID.sendTime },
    { uri: HEADER_EXTENSIONS.transportSequence, id: EXTENSION_ID.transportSequence },
    { uri: HEADER_EXTENSIONS.audioLevel, id: EXTENSION_ID.audioLevel },
  ],
  video: [
    { uri: HEADER_EXTENSIONS.mid, id: EXTENSION_ID.mid },
    { uri: HEADER_EXTENSIONS.rid, id: EXTENSION_ID.rid },
    { uri: HEADER_EXTENSIONS.sendTime, id: EXTENSION_ID.sendTime },
    { uri: HEADER_EXTENSIONS.transportSequence, id: EXTENSION_ID.transportSequence },
  ],
} satisfies Record<string, NonNullable<RtpParameters['headerExtensions']>>;
