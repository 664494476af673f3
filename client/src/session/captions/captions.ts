// Captions of one session: the lines that are shown, and how this person wants them.
import type { Notices } from '@distansmote/shared/signalling/notices.ts';
import { createStore } from 'zustand/vanilla';
import { liveTextOf } from '../liveText/liveText.ts';
import type { LiveTextSeam } from '../liveTextSeam.ts';
import type { MeetingStore } from '../meetingStore.ts';
import {
  type CaptionChoices,
  readCaptionChoices,
  rememberCaptionChoices,
} from './captionChoices.ts';
import { isCaptioner } from './captioners.ts';
import { type CaptionLine, stillShown, withLine } from './captionLines.ts';
import { followCaptioners } from './writtenCaptions.ts';

const SWEEP_MS = 1_000;

interface CaptionState {
  lines: readonly CaptionLine[];
  choices: CaptionChoices;
}

export type Captions = ReturnType<typeof createCaptions>;

const made = new WeakMap<MeetingStore, Captions>();

/** What of a session has to do with captions. */
export interface CaptionedSession {
  meeting: MeetingStore;
  liveText: LiveTextSeam;
}

/** There is one for each session. */
export function captionsOf(session: CaptionedSession): Captions {
  const { meeting } = session;
  const known = made.get(meeting) ?? createCaptions(session);
  made.set(meeting, known);
  return known;
}

function createCaptions({ meeting, liveText }: CaptionedSession) {
  const store = createStore<CaptionState>()(() => ({ lines: [], choices: readCaptionChoices() }));
  let sweeping: ReturnType<typeof setInterval> | undefined;

  function show(lines: readonly CaptionLine[]): void {
    if (lines !== store.getState().lines) store.setState({ lines });
    if (lines.length === 0) {
      clearInterval(sweeping);
      sweeping = undefined;
    } else sweeping ??= setInterval(sweep, SWEEP_MS);
  }
  const sweep = () => show(stillShown(store.getState().lines, performance.now()));
  const add = (line: Omit<CaptionLine, 'name' | 'at'>) => {
    const { me, others } = meeting.getState();
    const { participantId: id } = line;
    const name = id === me?.id ? me.name : others.find((one) => one.id === id)?.name;
    if (name === undefined) return;
    show(withLine(store.getState().lines, { ...line, name, at: performance.now() }));
  };

  const spoken = (body: Notices['captionSpoken']) => add({ ...body, isWritten: false });
  const follow = followCaptioners((id) => isCaptioner(meeting.getState().others, id), add);
  liveTextOf(liveText, meeting).store.subscribe(follow);
  meeting.subscribe(({ captionSpoken, captions }, before) => {
    if (captionSpoken !== before.captionSpoken && captionSpoken) spoken(captionSpoken);
    // What was said is nobody's business any more.
    if (captions === null && before.captions !== null)
      show(store.getState().lines.filter(({ isWritten }) => isWritten));
  });

  return {
    store,
    choose(changed: Partial<CaptionChoices>): void {
      const choices = { ...store.getState().choices, ...changed };
      store.setState({ choices });
      rememberCaptionChoices(choices);
    },
  };
}
