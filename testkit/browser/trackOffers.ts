// RTP parameters as a browser would send them, for tests without a browser.
import type { RtpParameters } from '@distansmote/shared/signalling/rtp.ts';
import type { TrackOffer, TrackSource } from '@distansmote/shared/signalling/shapes.ts';

let lastSsrc = 1_000;
let lastMid = 0;
const newSsrc = () => (lastSsrc += 1);
const newMid = () => String((lastMid += 1) % 1_000_000);

const MID_EXTENSION = { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 1 } as const;
const TRANSPORT_CC = {
  uri: 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  id: 2,
} as const;

function opus(): RtpParameters {
  return {
    mid: newMid(),
    codecs: [
      {
        mimeType: 'audio/opus',
        payloadType: 111,
        clockRate: 48_000,
        channels: 2,
        parameters: { minptime: 10, useinbandfec: 1 },
        rtcpFeedback: [{ type: 'transport-cc' }],
      },
    ],
    headerExtensions: [MID_EXTENSION, TRANSPORT_CC],
    encodings: [{ ssrc: newSsrc() }],
    rtcp: { cname: 'page', reducedSize: true },
  };
}

function vp8(layers: number): RtpParameters {
  return {
    mid: newMid(),
    codecs: [
      {
        mimeType: 'video/VP8',
        payloadType: 96,
        clockRate: 90_000,
        rtcpFeedback: [
          { type: 'nack' },
          { type: 'nack', parameter: 'pli' },
          { type: 'ccm', parameter: 'fir' },
          { type: 'transport-cc' },
        ],
      },
      { mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000, parameters: { apt: 96 } },
    ],
    headerExtensions: [MID_EXTENSION, TRANSPORT_CC],
    encodings: Array.from({ length: layers }, () => ({
      ssrc: newSsrc(),
      rtx: { ssrc: newSsrc() },
      ...(layers > 1 && { scalabilityMode: 'L1T3' }),
    })),
    rtcp: { cname: 'page', reducedSize: true },
  };
}

/** A simulcast camera with three layers. */
export function layeredOffer(): TrackOffer {
  return { source: 'camera', rtpParameters: vp8(3), isPaused: false };
}

/** A track offer with unique SSRCs and mids. */
export function offer(source: TrackSource, isPaused = false): TrackOffer {
  const isVideo = source === 'camera' || source === 'screen';
  return { source, rtpParameters: isVideo ? vp8(1) : opus(), isPaused };
}

/** Well formed, but with a codec that no router of ours supports. */
export function undecodableOffer(source: TrackSource): TrackOffer {
  const made = offer(source);
  const codecs = made.rtpParameters.codecs.map((codec) => ({ ...codec, mimeType: 'video/nope' }));
  return { ...made, rtpParameters: { ...made.rtpParameters, codecs } };
}

/** A well-formed fingerprint. */
export const dtlsParameters = {
  role: 'client' as const,
  fingerprints: [
    {
      algorithm: 'sha-256' as const,
      value: Array.from({ length: 32 }, (_, index) => (index + 16).toString(16)).join(':'),
    },
  ],
};
