// The lines of captions that are shown now: the newest of each who speaks.
import type { ParticipantId } from '@distansmote/shared/ids.ts';

export interface CaptionLine {
  participantId: ParticipantId;
  name: string;
  /** Written by a person, and not made by a computer. */
  isWritten: boolean;
  lineId: number;
  text: string;
  isFinal: boolean;
  /** When it last grew: `performance.now()`. */
  at: number;
}

/** The same while it grows. */
export const lineKey = ({ participantId, isWritten, lineId }: CaptionLine): string =>
  `${participantId} ${isWritten} ${lineId}`;

/** Long enough to be read; then it makes room. */
export const FINISHED_MS = 12_000;
/** One that does not go on, since its speaker's text was lost. */
const UNFINISHED_MS = 20_000;
/** Nobody reads more at once. */
const MAX_LINES = 6;
/** Of one person: what they say now, and what they said just before. */
const MAX_OF_ONE = 2;

/** The same line grown, or a new one: oldest first, by when each began. */
export function withLine(lines: readonly CaptionLine[], line: CaptionLine): CaptionLine[] {
  const isSame = (other: CaptionLine) => lineKey(other) === lineKey(line);
  const all = lines.some(isSame)
    ? lines.map((other) => (isSame(other) ? line : other))
    : [...lines, line];
  const ofOne = all.filter(({ participantId }) => participantId === line.participantId);
  const old = new Set(ofOne.slice(0, -MAX_OF_ONE));
  return all.filter((one) => !old.has(one) && one.text !== '').slice(-MAX_LINES);
}

/** Without those that have been there long enough. The same array when nothing goes. */
export function stillShown(lines: readonly CaptionLine[], now: number): readonly CaptionLine[] {
  const isShown = ({ at, isFinal }: CaptionLine) =>
    now - at < (isFinal ? FINISHED_MS : UNFINISHED_MS);
  return lines.every(isShown) ? lines : lines.filter(isShown);
}

export interface ReadLine {
  line: CaptionLine;
  isNamed: boolean;
}

/**
 * Which of the lines are read. Who is paid to write it is right, and a computer may be wrong.
 * @param saysWriter whether the writer of the latest line is named beside them
 * @returns the lines, each with whether its person is to be named: a captioner writes themselves who speaks, but what one has
 * written must not pass for what another has.
 */
export function readLines(lines: readonly CaptionLine[], saysWriter: boolean): ReadLine[] {
  const written = lines.filter(({ isWritten }) => isWritten);
  const isByOne = new Set(written.map(({ participantId }) => participantId)).size === 1;
  const read = written.length > 0 ? written : lines;
  return read.map((line) => ({ line, isNamed: !line.isWritten || !isByOne || !saysWriter }));
}
