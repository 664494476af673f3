// What is shown of everybody's real-time text: the lines that have ended, in their order, and those that are being written.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Notices } from '@distansmote/shared/signalling/notices.ts';
import type { Reply } from '@distansmote/shared/signalling/requests.ts';
import { applyT140, GAP, linesOf } from '@distansmote/shared/signalling/t140.ts';

/** Older lines go. */
const MAX_LINES = 500;

export interface ShownLine {
  /** Unique on this page. */
  key: string;
  id: ParticipantId;
  name: string;
  isMine: boolean;
  text: string;
}

interface LiveLine {
  id: ParticipantId;
  /** As it was last known: they may not be back yet. */
  name: string;
  text: string;
  /** The server has forgotten it: its writer will write it again, or is gone. */
  isStale: boolean;
}

export interface ShownText {
  lines: readonly ShownLine[];
  /** Of the others; the newest last. */
  live: readonly LiveLine[];
  /** Up to which of the server's numbers all is here; 0 before anything was read. */
  at: number;
  /** Of what the server has; 0 before anything was read. */
  began: number;
}

export const NOTHING_SHOWN: ShownText = { lines: [], live: [], at: 0, began: 0 };

type NameOf = (id: ParticipantId) => string;

/** Somebody else has written. */
export function written(
  shown: ShownText,
  { participantId: id, text, at, line = at }: Notices['textWritten'],
  nameOf: NameOf,
): ShownText {
  const before = shown.live.find((one) => one.id === id);
  const begun = before === undefined || before.isStale ? '' : before.text;
  const { ended, live } = linesOf(applyT140(begun, text));
  const name = nameOf(id) || (before?.name ?? '');
  const lines = ended.map((one, nth): ShownLine => ({
    key: `${line + nth}`,
    id,
    name,
    isMine: false,
    text: one,
  }));
  const others = shown.live.filter((one) => one.id !== id);
  const now = { id, name, text: live, isStale: false };
  // In its place, unless it is a new one.
  const isSame = before !== undefined && ended.length === 0 && live !== '';
  const all = isSame
    ? shown.live.map((one) => (one.id === id ? now : one))
    : [...others, ...(live === '' ? [] : [now])];
  return { ...shown, lines: last([...shown.lines, ...lines]), live: all, at };
}

/** What the server has, after a join: newcomers see all of it, those who come back what they have missed. */
export function read(
  shown: ShownText,
  { lines, writing, at, dropped, began }: Reply<'readText'>,
  me: ParticipantId,
  nameOf: NameOf,
): ShownText {
  const isFirst = shown.at === 0;
  const isLost = !isFirst && began !== shown.began;
  const known = new Set(shown.lines.map(({ key }) => key));
  const missed = lines
    // One's own are here, unless this page has been loaded anew.
    .filter(({ participantId, number }) => isFirst || (participantId !== me && number > shown.at))
    .map(({ number, participantId: id, name, text }) => ({
      key: `${number}`,
      id,
      name,
      isMine: id === me,
      text,
    }))
    .filter(({ key }) => !known.has(key));
  const isCut = !isFirst && dropped > shown.at;
  const live = writing
    .filter(({ participantId }) => participantId !== me)
    .map(({ participantId: id, text }): LiveLine => ({
      id,
      name: nameOf(id),
      text,
      isStale: false,
    }));
  const isWriting = new Set(live.map(({ id }) => id));
  const stale = isLost
    ? shown.live.filter(({ id }) => !isWriting.has(id)).map((one) => ({ ...one, isStale: true }))
    : [];
  const gap: ShownLine = { key: `gap ${at}`, id: me, name: '', isMine: false, text: GAP };
  return {
    lines: last([...shown.lines, ...(isCut ? [gap] : []), ...missed]),
    live: [...stale, ...live],
    at,
    began,
  };
}

/** A line of one's own has ended. */
export function endedMine(shown: ShownText, id: ParticipantId, text: string): ShownText {
  const key = `mine ${(mineEnded += 1)}`;
  return { ...shown, lines: last([...shown.lines, { key, id, name: '', isMine: true, text }]) };
}
let mineEnded = 0;

/** Those whose lines were lost have had the time to come back and write them again: a mark stands for the rest. */
export function givenUp(shown: ShownText): ShownText {
  const lost = shown.live.filter(({ isStale }) => isStale);
  const lines = lost.map(({ id, name, text }) => ({
    key: `lost ${id} ${shown.at}`,
    id,
    name,
    isMine: false,
    text: text + GAP,
  }));
  const live = shown.live.filter(({ isStale }) => !isStale);
  return { ...shown, lines: last([...shown.lines, ...lines]), live };
}

const last = (lines: ShownLine[]): ShownLine[] => lines.slice(-MAX_LINES);
