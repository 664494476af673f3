// Real-time text (Direkttext) of one session: what is shown, who is writing, and what is written here.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import {
  LIVE_TEXT_MAX_LENGTH,
  LIVE_TEXT_PIECE,
} from '@distansmote/shared/signalling/liveTextLimits.ts';
import type { Notices } from '@distansmote/shared/signalling/notices.ts';
import { NEW_LINE } from '@distansmote/shared/signalling/t140.ts';
import { createStore } from 'zustand/vanilla';
import { RequestRefused } from '../../platform/signallingClient.ts';
import { isCaptioner } from '../captions/captioners.ts';
import type { LiveTextSeam } from '../liveTextSeam.ts';
import type { MeetingStore } from '../meetingStore.ts';
import { writable } from './operationsFor.ts';
import { endedMine, givenUp, NOTHING_SHOWN, read, type ShownText, written } from './shownText.ts';
import { Writer } from './writer.ts';

/** Whoever has written within this is writing: a pause between words is none. */
const WRITING_MS = 3_000;
/** What has not arrived within this is said to be on its way. */
const LATE_MS = 3_000;
const READ_AGAIN_MS = 2_000;
/** As long as a page tries to come back. */
const BACK_MS = 90_000;

interface LiveTextState extends ShownText {
  isOpen: boolean;
  /** Lines that have ended while it was closed. */
  unread: number;
  /** Who made it open by itself, for a screen reader. */
  openedBy: string | undefined;
  /** What was written here has not arrived for a while. */
  isLate: boolean;
  /** What stands in the field when it is shown; undefined before the server has said. */
  draft: string | undefined;
}

export type LiveText = ReturnType<typeof createLiveText>;

const made = new WeakMap<LiveTextSeam, LiveText>();

/** @param seam one for each session, so that there is one of these. */
export function liveTextOf(seam: LiveTextSeam, meeting: MeetingStore): LiveText {
  const known = made.get(seam) ?? createLiveText(seam, meeting);
  made.set(seam, known);
  return known;
}

function createLiveText(seam: LiveTextSeam, meeting: MeetingStore) {
  const store = createStore<LiveTextState>()(() => ({
    ...NOTHING_SHOWN,
    isOpen: false,
    unread: 0,
    openedBy: undefined,
    isLate: false,
    draft: undefined,
  }));
  /** Told before the server's answer is here, of which some may be part. */
  let early: Notices['textWritten'][] | undefined = [];
  let reads = 0;
  /** Put away by this person: it no longer opens by itself. */
  let isPutAway = false;
  let late: ReturnType<typeof setTimeout> | undefined;
  let givingUp: ReturnType<typeof setTimeout> | undefined;
  const restings = new Map<ParticipantId, ReturnType<typeof setTimeout>>();

  const writer = new Writer({
    async send(one) {
      try {
        return await seam.signalling.request('writeText', one);
      } catch (error) {
        const isFinal =
          error instanceof RequestRefused && ['invalid', 'tooLarge'].includes(error.code);
        if (isFinal) return 'refused';
        throw error;
      }
    },
    onArrived(at) {
      store.setState({ at: Math.max(at, store.getState().at) });
      // It goes on, however much there is to send.
      if (writer.unsentLength <= LIVE_TEXT_PIECE) isOnItsWay();
    },
    onWaiting(isWaiting) {
      if (!isWaiting) isOnItsWay();
      else late ??= setTimeout(() => store.setState({ isLate: true }), LATE_MS);
    },
  });

  function isOnItsWay(): void {
    clearTimeout(late);
    late = undefined;
    if (store.getState().isLate) store.setState({ isLate: false });
  }

  const nameOf = (id: ParticipantId) =>
    meeting.getState().others.find((one) => one.id === id)?.name ?? '';

  function isWriting(id: ParticipantId): void {
    clearTimeout(restings.get(id));
    restings.set(
      id,
      setTimeout(() => {
        restings.delete(id);
        tellWriting();
      }, WRITING_MS),
    );
    if (!meeting.getState().writingIds.includes(id)) tellWriting();
  }
  const tellWriting = () => meeting.setState({ writingIds: [...restings.keys()] });

  /** Takes up what has changed, counts what is unread, and opens when somebody writes for the first time. */
  function show(next: ShownText): void {
    const { lines, isOpen, unread } = store.getState();
    const last = lines.at(-1)?.key;
    const news = next.lines.slice(next.lines.findLastIndex(({ key }) => key === last) + 1);
    // What a captioner writes is shown as captions.
    const { others } = meeting.getState();
    const isCaption = ({ id }: { id: ParticipantId }) => isCaptioner(others, id);
    const shownHere = news.filter((line) => !isCaption(line));
    const ofOthers = shownHere.filter(({ isMine }) => !isMine);
    // After a reload one's own too.
    const first = next.live.find((line) => !isCaption(line)) ?? shownHere[0];
    const opens = first !== undefined && !isOpen && !isPutAway;
    store.setState({
      ...next,
      unread: isOpen || opens ? 0 : unread + ofOthers.length,
      ...(opens && { isOpen: true, openedBy: nameOf(first.id) || undefined }),
    });
  }

  function heard(one: Notices['textWritten']): void {
    show(written(store.getState(), one, nameOf));
    if (one.text !== NEW_LINE) isWriting(one.participantId);
  }

  function open(): void {
    store.setState({ isOpen: true, unread: 0, openedBy: undefined });
  }

  async function readAll(): Promise<void> {
    const number = (reads += 1);
    early ??= [];
    const reply = await seam.signalling.request('readText', {}).catch(() => undefined);
    if (number !== reads) return;
    const { me, sessionState } = meeting.getState();
    if (reply === undefined || me === undefined) {
      if (sessionState.type === 'inMeeting')
        setTimeout(() => number === reads && void readAll(), READ_AGAIN_MS);
      return;
    }
    show(read(store.getState(), reply, me.id, nameOf));
    clearTimeout(givingUp);
    givingUp = setTimeout(() => show(givenUp(store.getState())), BACK_MS);
    const missed = early ?? [];
    early = undefined;
    for (const one of missed) if (one.at > reply.at) heard(one);
    const live = reply.writing.find(({ participantId }) => participantId === me.id)?.text ?? '';
    store.setState({ draft: writer.joined({ lastSeq: reply.lastSeq, live }) });
    // Begun on a page that was loaded anew.
    if (live !== '' && !isPutAway) open();
  }

  function endLine(line: string): void {
    const text = line.trim();
    const { me } = meeting.getState();
    if (text !== '' && me !== undefined) store.setState(endedMine(store.getState(), me.id, text));
    writer.write(text);
    writer.end();
  }

  seam.listener = {
    joined() {
      writer.lost();
      void readAll();
    },
    resumed() {
      // The answer may have been lost with the former socket.
      if (early === undefined) writer.resumed();
      else void readAll();
    },
    written(one) {
      if (early === undefined) heard(one);
      else early.push(one);
    },
    ended: () => writer.lost(),
  };
  if (meeting.getState().sessionState.type === 'inMeeting') void readAll();

  const close = () => {
    isPutAway = true;
    store.setState({ isOpen: false, openedBy: undefined });
  };

  return {
    store,
    open,
    close,
    toggle: () => (store.getState().isOpen ? close() : open()),
    /**
     * What stands in the field has changed. Line breaks, from a paste, end the lines before them.
     * @returns what is to stand there instead, where that is something else.
     */
    write(typed: string): string | undefined {
      const { me } = meeting.getState();
      const lines = typed.split(/\r\n|[\r\n\u2028\u2029]/);
      const rest = lines.pop() ?? '';
      for (const line of lines) endLine(writable(line));
      const line = writable(rest);
      writer.write(line);
      store.setState({ draft: line });
      if (me !== undefined) isWriting(me.id);
      return lines.length > 0 ? rest : undefined;
    },
    /** The line has ended. @param typed what stands in the field */
    end(typed: string): void {
      endLine(writable(typed));
      store.setState({ draft: '' });
    },
    /** Whether there is room for so much more, beside what has not been sent. */
    hasRoomFor: (typed: string): boolean =>
      writer.unsentLength + typed.length <= LIVE_TEXT_MAX_LENGTH,
    flush: () => writer.flush(),
  };
}
