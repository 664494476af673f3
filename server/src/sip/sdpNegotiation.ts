// Goes through an offer or answer line by line, and says what is accepted of each (RFC 3264 §6).
import type { AgreedAudio, AgreedMedia } from '../rtp/agreedMedia.ts';
import { acceptAudio, type ChooseCodec, type SdpContext } from './audioNegotiation.ts';
import { type MediaDescription, readMediaDescriptions } from './mediaDescription.ts';

export interface NegotiatedLine {
  offered: MediaDescription;
  /** Undefined: refused. */
  agreed: AgreedMedia | undefined;
  /** Of the crypto attribute that was chosen (RFC 4568 §5.1.2). */
  cryptoTag: number | undefined;
}

export interface Negotiation {
  /** In the order of the SDP, which an answer must keep. */
  lines: readonly NegotiatedLine[];
  /** What was accepted. */
  media: readonly AgreedMedia[];
  /** Of these the audio, without which there is no call. */
  audio: AgreedAudio;
}

/** An offer: the codec is ours to choose, A-law rather than µ-law. @returns undefined for a call without usable audio. */
export function readOffer(sdp: string, context: SdpContext): Negotiation | undefined {
  return negotiate(
    sdp,
    context,
    (codecs) => codecs.find(({ codec }) => codec === 'PCMA') ?? codecs[0],
  );
}

/** The answer to our offer: the other end's first choice is what it means to send. */
export function readAnswer(sdp: string, context: SdpContext): Negotiation | undefined {
  return negotiate(sdp, context, (codecs) => codecs[0]);
}

function negotiate(sdp: string, context: SdpContext, choose: ChooseCodec): Negotiation | undefined {
  let audio: AgreedAudio | undefined;
  const lines = readMediaDescriptions(sdp)?.map((offered, index): NegotiatedLine => {
    switch (offered.kind) {
      case 'audio': {
        // The first usable one: a call has no use for a second.
        if (audio !== undefined) return refused(offered);
        const accepted = acceptAudio(offered, index, context, choose);
        if (accepted === undefined) return refused(offered);
        audio = accepted.agreed;
        return { offered, ...accepted };
      }
      default:
        // Video, text and the rest, until something here can carry them.
        return refused(offered);
    }
  });
  if (lines === undefined || audio === undefined) return undefined;
  const media = lines.flatMap(({ agreed }) => (agreed === undefined ? [] : [agreed]));
  return { lines, media, audio };
}

function refused(offered: MediaDescription): NegotiatedLine {
  return { offered, agreed: undefined, cryptoTag: undefined };
}
