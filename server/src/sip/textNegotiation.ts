// Decides whether a line of real-time text can be accepted, with which payload types and how often each part is repeated.
import type { AgreedAudio, AgreedText } from '../rtp/agreedMedia.ts';
import { type SdpContext, usableTransport } from './lineTransport.ts';
import type { MediaDescription } from './mediaDescription.ts';

export interface AcceptedText {
  agreed: AgreedText;
  /** As in `UsableTransport`. */
  cryptoTag: number | undefined;
}

const CLOCK_RATE = 1_000;
/** What RFC 4103 §4 recommends, and the most that we send and answer. */
export const MAX_GENERATIONS = 2;
/** RFC 4103 §6: without a=fmtp. */
const DEFAULT_CHARACTERS_PER_SECOND = 30;
/** Faster, nobody reads. */
const MAX_CHARACTERS_PER_SECOND = 100;

/**
 * @param line one of text
 * @param audio of the same call: while it is encrypted no text goes in the clear
 * @param isMixing whether we may send the text of several people in one stream: who answers an offer of ours has to say so
 *   too (RFC 9071 §2.3)
 * @returns undefined when it must be refused
 */
export function acceptText(
  line: MediaDescription,
  mediaLine: number,
  context: SdpContext,
  audio: AgreedAudio,
  isMixing: boolean,
): AcceptedText | undefined {
  const usable = usableTransport(line, mediaLine, context);
  const text = formatNamed(line, 'T140');
  if (usable === undefined || text === undefined) return undefined;
  const { transport, cryptoTag } = usable;
  if (audio.remoteSrtpKey !== undefined && transport.remoteSrtpKey === undefined) return undefined;
  const { payloadType } = text;
  const redundancy = formatNamed(line, 'RED');
  const generations = redundancy && generationsOf(redundancy.parameters, payloadType);
  const agreed: AgreedText = {
    kind: 'text',
    ...transport,
    payloadType,
    redundancyPayloadType: generations === undefined ? undefined : redundancy?.payloadType,
    generations: generations ?? 0,
    charactersPerSecond: charactersPerSecondOf(text.parameters),
    isMixed: isMixing && line.takesMixedText,
  };
  return { agreed, cryptoTag };
}

const formatNamed = ({ payloads }: MediaDescription, name: string) =>
  payloads.find(({ encoding, clockRate }) => encoding === name && clockRate === CLOCK_RATE);

/**
 * @param parameters the payload types of the primary and of each repetition, such as `97/97/97` (RFC 2198 §5); without them
 *   the usual number is taken
 * @returns undefined when it repeats something else than this text
 */
function generationsOf(parameters: string | undefined, payloadType: number): number | undefined {
  if (parameters === undefined) return MAX_GENERATIONS;
  const types = parameters.split('/', MAX_GENERATIONS + 1).map(Number);
  const isOfText = types.every((type) => type === payloadType);
  return isOfText && types.length > 1 ? types.length - 1 : undefined;
}

function charactersPerSecondOf(parameters = ''): number {
  const written = Number(/(?:^|[;\s])cps=(\d{1,6})(?:$|[;\s])/i.exec(parameters)?.[1]);
  // Nobody who offers text wants none of it.
  return Math.min(MAX_CHARACTERS_PER_SECOND, written || DEFAULT_CHARACTERS_PER_SECOND);
}
