// What a browser can decode, by kind of track, kept once for all browsers that can the same.
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import { LRUCache } from 'lru-cache';
import type { types } from 'mediasoup';
import { mediaCodecs } from './codecs.ts';

/** mediasoup copies and checks all that it is given for each track: it is given no more than the track needs. */
export type DecodableCodecs = Readonly<Record<types.MediaKind, types.RtpCapabilities>>;

/** Chromium offers one of each that meetings carry. */
const MAX_OF_ONE_CODEC = 2;

/** More than there are versions of browsers in use. */
const KEPT = 100;

const kept = new LRUCache<string, DecodableCodecs, RtpCapabilities>({
  max: KEPT,
  memoMethod: (_key, _former, { context }) => ({
    audio: onlyOf('audio', context),
    video: onlyOf('video', context),
  }),
});

export function decodableCodecs(rtpCapabilities: RtpCapabilities): DecodableCodecs {
  return kept.memo(JSON.stringify(rtpCapabilities), { context: rtpCapabilities });
}

/** Of the codecs that meetings carry; of each no more than a browser has to offer. */
function onlyOf(
  wanted: types.MediaKind,
  { codecs = [], headerExtensions = [] }: types.RtpCapabilities,
): types.RtpCapabilities {
  const carried = mediaCodecs
    .filter(({ kind }) => kind === wanted)
    .flatMap(({ mimeType }) =>
      codecs.filter((codec) => isSameType(codec.mimeType, mimeType)).slice(0, MAX_OF_ONE_CODEC),
    );
  // RFC 4588 §8.6: `apt` names the payload type whose packets it sends again.
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
