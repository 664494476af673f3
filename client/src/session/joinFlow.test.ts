// The click, the lobby and the way back when the server is lost under them: they go on by themselves.
import { parseCallId } from '@distansmote/shared/callId.ts';
import type { RefusalCode, RequestName } from '@distansmote/shared/signalling/requests.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  RequestRefused,
  RequestUnanswered,
  type SignallingClient,
} from '../platform/signallingClient.ts';
import { createChat } from './chat.ts';
import { createJoinFlow, type JoinFlow } from './joinFlow.ts';
import type { MediaPreparation } from './mediaPreparation.ts';
import { advance, createMeetingStore, type MeetingStore } from './meetingStore.ts';
import { createPeople } from './people.ts';
import type { SessionParts } from './sessionParts.ts';

const ANNA = { name: 'Anna', profession: '' };
const REPLIES: Partial<Record<RequestName, object>> = {
  join: {
    participants: [],
    speakerIds: [],
    suppressedIds: [],
    lobby: [],
    pass: '',
    meetingName: '',
  },
  knock: { isAdmitted: false, isConvenerThere: true, isNumberChecked: true },
};

let store: MeetingStore;
let flow: JoinFlow;
let asked: RequestName[];
/** What becomes of the next requests, in order; after them, all are granted. */
let fates: (undefined | Error)[];
let discarded: number;
let reopened: number;
const signalling = { room: null as string | null };

const refused = (code: RefusalCode) => new RequestRefused({ code });
const unanswered = () => new RequestUnanswered('join');
const state = () => store.getState().sessionState;

async function request(name: RequestName): Promise<unknown> {
  asked.push(name);
  await Promise.resolve();
  const fate = fates.shift();
  if (fate !== undefined) throw fate;
  return REPLIES[name] ?? {};
}

/** Of a page whose media are prepared with the request alone. */
function fakeMedia(): MediaPreparation {
  const connection = {
    id: 'me',
    sending: { offers: [] },
    remoteTracks: new Map(),
    join: () => request('join'),
  };
  const localTracks = { settled: () => Promise.resolve(), joined: () => undefined };
  let current: { connection: object; localTracks: object } | undefined;
  return {
    get current() {
      return current;
    },
    async prepare() {
      if (current === undefined) await request('prepare');
      return (current ??= { connection, localTracks });
    },
    discard() {
      discarded += 1;
      current = undefined;
    },
  } as unknown as MediaPreparation;
}

beforeEach(() => {
  vi.stubGlobal('location', { hash: '' });
  const callId = parseCallId('787544182');
  if (callId === undefined) throw new Error('no call ID');
  store = createMeetingStore(callId);
  asked = [];
  fates = [];
  discarded = 0;
  reopened = 0;
  signalling.room = null;
  const nothing = () => undefined;
  flow = createJoinFlow({
    callId,
    store,
    signalling: Object.assign(signalling, {
      request,
      send: nothing,
      resendPending: nothing,
      reopen: () => (reopened += 1),
    }) as unknown as SignallingClient,
    media: fakeMedia(),
    people: createPeople(store),
    chat: createChat(),
    receptionReports: { clear: nothing },
    remoteVideo: { joined: nothing },
    microphone: { joined: nothing },
    dialIn: { joined: nothing },
  } as unknown as SessionParts);
  advance(store, 'lookedUp', null);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function waitInLobby(): Promise<void> {
  fates = [refused('needsLobby')];
  await flow.join(ANNA);
  expect(state().type).toBe('inLobby');
  asked = [];
}

test.each([
  ['is lost under it', unanswered()],
  ['has forgotten the preparation', refused('notPrepared')],
])('one click goes on when the server %s', async (_, lost) => {
  fates = [undefined, lost];
  await flow.join(ANNA);
  expect(state().type).toBe('inMeeting');
  expect(asked).toEqual(['prepare', 'join', 'prepare', 'join']);
  expect(discarded).toBe(1);
});

test('it goes on once, and then says what is wrong', async () => {
  fates = [unanswered(), unanswered()];
  await flow.join(ANNA);
  expect(state()).toMatchObject({ type: 'enteringName', problem: 'serverUnreachable' });
  expect(asked).toEqual(['prepare', 'prepare']);
});

test('a refusal is no loss: it is told at once, and so is a meeting that no server has', async () => {
  for (const [code, problem] of [
    ['locked', 'locked'],
    ['elsewhere', 'serverUnreachable'],
  ] as const) {
    fates = [refused(code)];
    await flow.join(ANNA);
    expect(state()).toMatchObject({ type: 'enteringName', problem });
    expect(asked).toEqual(['prepare']);
    asked = [];
  }
});

test('an answer that does not come in time is not waited for twice', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  const joining = flow.join(ANNA);
  fates = [unanswered()];
  vi.advanceTimersByTime(10_000);
  await joining;
  expect(state()).toMatchObject({ type: 'enteringName', problem: 'serverUnreachable' });
  expect(asked).toEqual(['prepare']);
});

test('who waits in a lobby stays there when a knock on the next server is not answered', async () => {
  await waitInLobby();
  fates = [unanswered()];
  await flow.knockAgain();
  expect(state().type).toBe('inLobby');
  // With the new socket they knock again.
  expect(reopened).toBe(1);
  await flow.knockAgain();
  expect(asked).toEqual(['knock', 'knock']);
  expect(reopened).toBe(1);
});

test('who tries to get in from the lobby, and is led to another server, waits there', async () => {
  await waitInLobby();
  fates = [refused('needsLobby')];
  await flow.tryAgain();
  expect(asked).toEqual(['prepare']);
  asked = [];
  fates = [refused('needsLobby')];
  const trying = flow.tryAgain();
  signalling.room = 'AZaz09-_AZaz09-_';
  await trying;
  expect(state().type).toBe('inLobby');
  expect(asked).toEqual(['prepare', 'knock']);
});
