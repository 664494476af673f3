// When the media of the former server end, after the page has gone with its meeting to another one.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { NoticeDeps } from './handleNotice.ts';
import type { PreparedMedia } from './mediaPreparation.ts';
import { createMeetingStore } from './meetingStore.ts';
import { createPeople } from './people.ts';
import { warmMove } from './warmMove.ts';

const LARS = {
  id: 'lars' as ParticipantId,
  kind: 'browser',
  name: 'Lars',
  profession: '',
  isConvener: false,
  handRaisedAt: null,
  speaksByPhone: false,
  connection: 'good',
} as const;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page that is in the meeting at the other server, where Lars has come too, with nothing closed yet. */
async function gone() {
  const closed: string[] = [];
  const store = createMeetingStore('123456789' as CallId);
  store.setState({
    sessionState: {
      type: 'inMeeting',
      entrant: { name: 'Karin', profession: '' },
      isSignallingLost: false,
    },
  });
  const people = createPeople(store);
  people.returned(LARS);
  const [before, next] = [mediaOf('former', closed), mediaOf('next', closed)];
  let current = before;
  const local = {
    media: createStore(() => ({ microphone: { type: 'on' }, camera: { type: 'on' } })),
    screen: createStore(() => ({ screen: { type: 'on' } })),
  };
  const nothing = () => undefined;
  const showPeople = () => people.show(new Map());
  const deps = {
    store,
    people,
    showPeople,
    media: {
      local,
      get current() {
        return current;
      },
      prepare: () => Promise.resolve(current),
      prepareBeside: () => Promise.resolve(next),
      adopt: (one: PreparedMedia) => (current = one),
      showInstead: nothing,
      remoteTracks: new Map(),
      counts: () => Promise.resolve(new Map()),
    },
    signalling: {
      send: nothing,
      resendPending: nothing,
      beside: () => ({ adopt: () => () => closed.push('socket'), settle: nothing }),
    },
    receptionReports: { clear: nothing },
    microphone: { joined: nothing },
    dialIn: { joined: nothing },
    remoteVideo: { joined: nothing },
    chat: { joined: nothing },
    liveText: {},
  } as unknown as NoticeDeps;
  showPeople();
  warmMove('moving', deps);
  await vi.advanceTimersByTimeAsync(0);
  warmMove('moveNow', deps);
  await vi.advanceTimersByTimeAsync(0);
  expect(closed).toEqual([]);
  return { closed, people, showPeople, local };
}

function mediaOf(name: string, closed: string[]): PreparedMedia {
  const reply = { participants: [LARS], handRaisedAt: null, lobby: [], pass: '' };
  const none = () => undefined;
  return {
    connection: {
      isUp: true,
      sending: { offers: [] },
      remoteTracks: new Map(),
      join: () => Promise.resolve(reply),
      close: () => closed.push(name),
    },
    localTracks: { settled: () => Promise.resolve(), joined: none, stop: none },
  } as unknown as PreparedMedia;
}

test('by themselves they end after a while', async () => {
  const { closed } = await gone();
  await vi.runAllTimersAsync();
  expect(closed).toEqual(['former', 'socket']);
});

test('they end at once when somebody is there no more, who would be heard by the former server', async () => {
  const { closed, people, showPeople } = await gone();
  people.described(LARS.id, { connection: 'poor' });
  showPeople();
  expect(closed).toEqual([]);
  people.left(LARS.id, 'removed');
  showPeople();
  expect(closed).toEqual(['former', 'socket']);
});

test('they end at once when the microphone is turned off', async () => {
  const { closed, local } = await gone();
  local.media.setState({ microphone: { type: 'off' } });
  expect(closed).toEqual(['former', 'socket']);
});

test('they end at once when the screen is shared no more', async () => {
  const { closed, local } = await gone();
  local.screen.setState({ screen: { type: 'off' } });
  expect(closed).toEqual(['former', 'socket']);
});
