// The camera of somebody who signs: when bandwidth is scarce it gets smaller, and keeps its frame rate.
import type { Producer } from 'mediasoup-client/types';
import { encodingsOf } from './layers.ts';

/**
 * Of each layer, the lowest first, in bit/s: fast movements take more than faces do. The lowest has to fit into what the
 * server keeps for it on a line of 300 kbit/s, beside the sound.
 */
const MAX_BITRATES = [150_000, 700_000, 2_000_000];
/** With three temporal layers (L1T3), the server thins 30 pictures a second out to 15 and 7.5 before it takes a smaller size. */
const ONE_TEMPORAL_LAYER = 'L1T1';

/** Not yet in TypeScript's own (W3C webrtc-svc). */
interface Encoding extends RTCRtpEncodingParameters {
  scalabilityMode?: string | undefined;
}

/**
 * Goes on sending without a gap: the server is told nothing, since a stream that has fewer temporal layers than it was
 * announced with is forwarded whole. Does nothing if it is so already.
 */
export async function sendFluently(
  { rtpSender, track }: Pick<Producer, 'rtpSender' | 'track'>,
  isFluent: boolean,
): Promise<void> {
  if (!rtpSender || !track) return;
  track.contentHint = isFluent ? 'motion' : '';
  const usual = encodingsOf('camera', track);
  const parameters: RTCRtpSendParameters = rtpSender.getParameters();
  let isSame = true;
  parameters.encodings.forEach((encoding: Encoding, layer) => {
    const maxBitrate = isFluent ? MAX_BITRATES[layer] : usual[layer]?.maxBitrate;
    const mode = isFluent ? ONE_TEMPORAL_LAYER : usual[layer]?.scalabilityMode;
    const isFirefox = encoding.scalabilityMode === undefined;
    const isModeSame = isFirefox || encoding.scalabilityMode === mode;
    if (maxBitrate === undefined || (encoding.maxBitrate === maxBitrate && isModeSame)) return;
    isSame = false;
    encoding.maxBitrate = maxBitrate;
    encoding.scalabilityMode = mode;
  });
  if (isSame) return;
  parameters.degradationPreference = isFluent ? 'maintain-framerate' : 'balanced';
  await rtpSender.setParameters(parameters);
}
