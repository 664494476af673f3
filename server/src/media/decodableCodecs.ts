// What a browser can decode, by kind of track, cached for all browsers with the same capabilities.
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import { LRUCache } from 'lru-cache';
import type { types } from 'mediasoup';
import { mediaCodecs } from './codecs.ts';

/** Reduced to what a track needs: mediasoup copies and checks all capabilities for every consumer. */
export type DecodableCodecs = Readonly<Record<types.MediaKind, types.RtpCapabilities>>;

/** Chromium offers one payload type for each codec that meetings use. */
const MAX_OF_ONE_CODEC = 2;

/** More than there are browser versions in use. */
const MAX_CACHED = 100;

const cache = new LRUCache<string, DecodableCodecs, RtpCapabilities>({
  max: MAX_CACHED,
  memoMethod: (_key, _former, { context }) => ({
    audio: onlyOf('audio', context),
    video: onlyOf('video', context),
  }),
});

export function decodableCodecs(rtpCapabilities: RtpCapabilities): DecodableCodecs {
  return cache.memo(JSON.stringify(rtpCapabilities), { context: rtpCapabilities });
}

/** The codecs of meetings, and no more payload types of each than a browser offers. */
function onlyOf(
  wanted: types.MediaKind,
  { codecs = [], headerExtensions = [] }: types.RtpCapabilities,
): types.RtpCapabilities {
  const carried = mediaCodecs
    .filter(({ kind }) => kind === wanted)
    .flatMap(({ mimeType }) =>
      codecs.filter((codec) => isSameType(codec.mimeType, mimeType)).slice(0, MAX_OF_ONE_CODEC),
    );
  // RFC 4588 §8.6: `apt` is the payload type that is retransmitted.
  const rtx = codecs.filter(
    ({ mimeType, parameters }) =>
      isSameType(mimeType, `${wanted}/rtx`) &&
      carried.some(({ preferredPayloadType }) => preferredPayloadType === parameters?.['apt']),
  );
  const extensions = headerExtensions.filter(({ kind }) => kind === wanted);
  return {
    codecs: [...carried, ...rtx.slice(0, carried.length)],
    headerExtensions: [...new Map(extensions.map((one) => [one.uri, one])).values()],
  };
}

const isSameType = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
