// Decides whether an audio line can be accepted, and with which codec, key and direction.
import type { AgreedAudio, SpeechCodec } from '../rtp/agreedMedia.ts';
import { type SdpContext, usableTransport } from './lineTransport.ts';
import type { MediaDescription } from './mediaDescription.ts';

export interface AcceptedAudio {
  agreed: AgreedAudio;
  /** Of the crypto attribute that was chosen (RFC 4568 §5.1.2); undefined when the line is not encrypted. */
  cryptoTag: number | undefined;
}

interface AudioCodec {
  codec: SpeechCodec;
  payloadType: number;
}

/** @param codecs that both ends know, in the other end's order. */
export type ChooseCodec = (codecs: readonly AudioCodec[]) => AudioCodec | undefined;

/** RFC 3551 table 4: needs no rtpmap. */
const STATIC_TYPES: Readonly<Record<number, SpeechCodec>> = {
  0: 'PCMU',
  8: 'PCMA',
  9: 'G722',
};
const CLOCK_RATE = 8_000;
const DEFAULT_PACKET_MS = 20;
const MIN_PACKET_MS = 10;
const MAX_PACKET_MS = 60;

/** @param line one of audio. @returns undefined when it must be refused. */
export function acceptAudio(
  line: MediaDescription,
  mediaLine: number,
  context: SdpContext,
  choose: ChooseCodec,
): AcceptedAudio | undefined {
  const usable = usableTransport(line, mediaLine, context);
  const codec = choose(codecsOf(line));
  if (usable === undefined || codec === undefined) return undefined;
  const { transport, cryptoTag } = usable;
  const agreed: AgreedAudio = {
    kind: 'audio',
    ...transport,
    ...codec,
    digitsPayloadType: digitsTypeOf(line),
    packetMs: packetMsOf(line),
    // A peer that has put us on hold counts as not sending, or the meeting would hear its hold music.
    isSending: transport.isHearing && transport.isSending,
  };
  return { agreed, cryptoTag };
}

function codecsOf({ payloads }: MediaDescription): AudioCodec[] {
  // The RTP clock of G.722 has the rate of G.711's (RFC 3551 §4.5.2).
  return payloads.flatMap(({ payloadType, encoding, clockRate = CLOCK_RATE, channels }) => {
    const codec = encoding ?? STATIC_TYPES[payloadType];
    if (codec !== 'PCMA' && codec !== 'PCMU' && codec !== 'G722') return [];
    return clockRate === CLOCK_RATE && channels === 1 ? [{ codec, payloadType }] : [];
  });
}

/** At the clock rate of G.711: some also offer telephone-event at that of their wideband codecs. */
function digitsTypeOf({ payloads }: MediaDescription): number | undefined {
  return payloads.find(
    ({ encoding, clockRate = CLOCK_RATE }) =>
      encoding === 'TELEPHONE-EVENT' && clockRate === CLOCK_RATE,
  )?.payloadType;
}

function packetMsOf({ packetMs = DEFAULT_PACKET_MS, maxPacketMs }: MediaDescription): number {
  const wanted = Math.min(packetMs, maxPacketMs ?? Infinity);
  const isUsable = wanted >= MIN_PACKET_MS && wanted <= MAX_PACKET_MS && wanted % 10 === 0;
  return isUsable ? wanted : DEFAULT_PACKET_MS;
}
