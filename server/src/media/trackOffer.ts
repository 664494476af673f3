// Checks that an offered track is what its source says, beyond what mediasoup checks.
import type { types } from 'mediasoup';
import type { TrackOffer } from '@distansmote/shared/signalling/shapes.ts';
import { MediaRefused } from './mediaRefused.ts';

const isRtx = ({ mimeType }: { mimeType: string }) => mimeType.toLowerCase().endsWith('/rtx');

/** @returns the kind of its media. @throws MediaRefused */
export function checkTrackOffer({
  source,
  rtpParameters: { codecs },
}: TrackOffer): types.MediaKind {
  const kind = source === 'camera' || source === 'screen' ? 'video' : 'audio';
  // mediasoup does not compare the two.
  if (codecs.some(({ mimeType }) => !mimeType.toLowerCase().startsWith(`${kind}/`))) {
    throw new MediaRefused(`${source} must be ${kind}`);
  }
  // Browsers send one codec and its retransmissions. mediasoup would accept the same codec twice, and then nobody could
  // receive the track.
  const rtxCount = codecs.filter(isRtx).length;
  if (codecs.length - rtxCount !== 1 || rtxCount > 1) {
    throw new MediaRefused(`${source} must have one codec`);
  }
  return kind;
}
