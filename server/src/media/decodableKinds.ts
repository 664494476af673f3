// What a browser can decode, by kind of track, kept once for all browsers that can the same.
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import { LRUCache } from 'lru-cache';
import type { types } from 'mediasoup';

/** mediasoup copies and checks all that it is given for each track: it is given no more than the track needs. */
export type DecodableKinds = Readonly<Record<types.MediaKind, types.RtpCapabilities>>;

/** More than there are versions of browsers in use. */
const KEPT = 100;

const kept = new LRUCache<string, DecodableKinds, RtpCapabilities>({
  max: KEPT,
  memoMethod: (_key, _former, { context }) => ({
    audio: onlyOf('audio', context),
    video: onlyOf('video', context),
  }),
});

export function decodableKinds(rtpCapabilities: RtpCapabilities): DecodableKinds {
  return kept.memo(JSON.stringify(rtpCapabilities), { context: rtpCapabilities });
}

function onlyOf(
  wanted: types.MediaKind,
  { codecs = [], headerExtensions = [] }: types.RtpCapabilities,
): types.RtpCapabilities {
  return {
    codecs: codecs.filter(({ kind }) => kind === wanted),
    headerExtensions: headerExtensions.filter(({ kind }) => kind === wanted),
  };
}
