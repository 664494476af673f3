// How a line of a room is encoded, by what it has agreed on.
import type { AgreedVideo, VideoLimits } from '../rtp/agreedMedia.ts';
import type { PictureFormat } from './pictureFormat.ts';

/** A slice that fits into a packet. */
const MAX_SLICE_BYTES = 1_200;

export interface ViewFormat extends PictureFormat {
  profile: 'constrainedBaseline' | 'high';
  /**
   * In packetization mode 0, where a slice has to fit into a packet (RFC 6184 §6.2); and where lost packets are not sent again:
   * one then costs a strip of the picture, and not all of it.
   */
  maxSliceBytes: number | undefined;
}

export function viewFormat(
  { receives, feedback }: AgreedVideo,
  formatFor: (limits: VideoLimits) => PictureFormat,
): ViewFormat {
  const { profile, packetizationMode } = receives;
  const maxSliceBytes = packetizationMode === 0 || !feedback.nack ? MAX_SLICE_BYTES : undefined;
  return { ...formatFor(receives), profile, maxSliceBytes };
}
