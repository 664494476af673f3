// Goes through an offer or answer line by line, and says what is accepted of each (RFC 3264 §6).
import type {
  AgreedAudio,
  AgreedBfcp,
  AgreedMedia,
  AgreedVideo,
  SpeechCodec,
} from '../rtp/agreedMedia.ts';
import { acceptAudio, type ChooseCodec } from './audioNegotiation.ts';
import { isEncryptedProtocol, type SdpContext } from './lineTransport.ts';
import type { LocalTransports } from './localSdp.ts';
import { acceptBfcp } from './bfcpNegotiation.ts';
import { type MediaDescription, readMediaDescriptions } from './mediaDescription.ts';
import { acceptText } from './textNegotiation.ts';
import { acceptVideo, contentOf } from './videoNegotiation.ts';

export interface NegotiatedLine {
  offered: MediaDescription;
  /** Undefined: refused. */
  agreed: AgreedMedia | AgreedBfcp | undefined;
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
  /** Never without slides. */
  floorControl: AgreedBfcp | undefined;
}

/** Best first. G.722 is heard up to 7 kHz (EN 301 549, 6.1), and costs more (decision 0066). */
const TELEPHONE_CODECS: readonly SpeechCodec[] = ['PCMA', 'PCMU', 'G722'];
const WIDEBAND_CODECS: readonly SpeechCodec[] = ['G722', 'PCMA', 'PCMU'];

/**
 * An offer: the codec is ours to choose. What it holds that can be carried is accepted, until
 * `limitedTo` says what will be.
 *
 * @param prefersWideband G.722 rather than G.711
 * @returns undefined for a call without usable audio
 */
export function readOffer(
  sdp: string,
  context: SdpContext,
  prefersWideband = false,
): Negotiation | undefined {
  const order = prefersWideband ? WIDEBAND_CODECS : TELEPHONE_CODECS;
  const lines = readMediaDescriptions(sdp);
  return (
    lines &&
    negotiate(
      lines.map((line) => ({ line, content: contentOf(line) })),
      context,
      (codecs) =>
        order.flatMap((wanted) => codecs.find(({ codec }) => codec === wanted) ?? []).at(0),
    )
  );
}

/**
 * The answer to our offer: the other end's first choice is what it means to send. It may list codecs that we did not
 * offer, but accepts no line that we did not, nor changes whether one is encrypted.
 *
 * @param offer ours, as written
 */
export function readAnswer(
  sdp: string,
  offer: string,
  context: SdpContext,
): Negotiation | undefined {
  const lines = readMediaDescriptions(sdp);
  const ours = readMediaDescriptions(offer);
  return (
    lines &&
    negotiate(
      lines.map((line, index) => {
        const counterpart = counterpartOf(line, index, lines, ours);
        const isOffered =
          counterpart !== undefined &&
          counterpart.port !== 0 &&
          isEncryptedProtocol(counterpart) === isEncryptedProtocol(line);
        if (!isOffered) return { line: { ...line, port: 0 }, content: undefined };
        // Most answers do not repeat a=content.
        return { line, content: contentOf(counterpart), ours: counterpart };
      }),
      context,
      (codecs) => codecs[0],
    )
  );
}

/**
 * The line of our offer in the same place (RFC 3264 §6), or of an answer that has them in another order the only one of its
 * kind.
 */
function counterpartOf(
  { kind }: MediaDescription,
  index: number,
  answer: readonly MediaDescription[],
  offer: readonly MediaDescription[] = [],
): MediaDescription | undefined {
  const inPlace = offer[index];
  if (inPlace?.kind === kind) return inPlace;
  const isOfKind = (line: MediaDescription) => line.kind === kind;
  const [only, second] = offer.filter(isOfKind);
  return second === undefined && answer.filter(isOfKind).length === 1 ? only : undefined;
}

/** Refuses what there is no transport of ours for. */
export function limitedTo({ lines, audio }: Negotiation, local: LocalTransports): Negotiation {
  const kept = lines.map((line) => (isCarriedBy(local, line) ? line : refused(line.offered)));
  return { lines: kept, audio, ...sorted(kept) };
}

function isCarriedBy(local: LocalTransports, { agreed }: NegotiatedLine): boolean {
  const { video, slides, bfcp, text } = local;
  switch (agreed?.kind) {
    case 'video':
      return (agreed.content === 'main' ? video : slides) !== undefined;
    case 'bfcp':
      return bfcp !== undefined && slides !== undefined;
    case 'text':
      return text !== undefined;
    case 'audio':
    case undefined:
      return true;
  }
}

interface ReadLine {
  line: MediaDescription;
  content: AgreedVideo['content'] | undefined;
  /** The line of our offer that it answers. */
  ours?: MediaDescription;
}

/** Takes the first usable line of each: a call has no use for a second. The rest are refused. */
function negotiate(
  read: readonly ReadLine[],
  context: SdpContext,
  choose: ChooseCodec,
): Negotiation | undefined {
  const lines = read.map(({ line }) => refused(line));
  let audio: AgreedAudio | undefined;
  for (const [index, { line }] of read.entries()) {
    const accepted = line.kind === 'audio' ? acceptAudio(line, index, context, choose) : undefined;
    if (accepted === undefined) continue;
    lines[index] = { offered: line, ...accepted };
    audio = accepted.agreed;
    break;
  }
  if (audio === undefined) return undefined;
  const missing = new Set<AgreedVideo['content']>(['main', 'slides']);
  let slides: MediaDescription | undefined;
  for (const [index, { line, content }] of read.entries()) {
    if (line.kind !== 'video' || content === undefined || !missing.has(content)) continue;
    const accepted = acceptVideo(line, content, index, context, audio);
    if (accepted === undefined) continue;
    lines[index] = { offered: line, ...accepted };
    missing.delete(content);
    if (content === 'slides') slides = line;
  }
  for (const [index, { line, ours }] of read.entries()) {
    if (line.kind !== 'text') continue;
    const accepted = acceptText(line, index, context, audio, ours?.takesMixedText ?? true);
    if (accepted === undefined) continue;
    lines[index] = { offered: line, ...accepted };
    break;
  }
  for (const [index, { line, ours }] of read.entries()) {
    const agreed = slides && acceptBfcp(line, index, context, slides, ours);
    if (agreed === undefined) continue;
    lines[index] = { offered: line, agreed, cryptoTag: undefined };
    break;
  }
  return { lines, audio, ...sorted(lines) };
}

function sorted(lines: readonly NegotiatedLine[]): Pick<Negotiation, 'media' | 'floorControl'> {
  const media: AgreedMedia[] = [];
  let floorControl: AgreedBfcp | undefined;
  for (const { agreed } of lines) {
    if (agreed?.kind === 'bfcp') floorControl = agreed;
    else if (agreed !== undefined) media.push(agreed);
  }
  return { media, floorControl };
}

function refused(offered: MediaDescription): NegotiatedLine {
  return { offered, agreed: undefined, cryptoTag: undefined };
}
