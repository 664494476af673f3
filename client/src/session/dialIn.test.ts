// Dial-in: when the PIN is requested, and what the instructions show.
import { parseCallId } from '@distansmote/shared/callId.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { FakeSignalling } from '@distansmote/testkit/browser/fakeSignalling.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  RequestRefused,
  RequestUnanswered,
  type SignallingClient,
} from '../platform/signallingClient.ts';
import { createDialIn, type DialIn } from './dialIn.ts';
import { leaveMeeting } from './leave.ts';
import { createMeetingStore, type MeetingStore } from './meetingStore.ts';

const me = {
  id: 'me' as ParticipantId,
  name: 'Elsa',
  profession: '',
  isConvener: false,
  handRaisedAt: null,
  connection: 'good',
} as const;
const poor = { ...me, connection: 'poor' } as const;
const inMeeting = (isSignallingLost: boolean) =>
  ({ type: 'inMeeting', entrant: me, isSignallingLost }) as const;
const ISSUED = { phoneNumber: '0480-44 55 11', pin: '4821', expiresInMs: 900_000 };
const settled = () => new Promise((resolve) => setTimeout(resolve));

let store: MeetingStore;
let server: FakeSignalling;
let dialIn: DialIn;

beforeEach(() => {
  const callId = parseCallId('787544182');
  if (callId === undefined) throw new Error('no call ID');
  store = createMeetingStore(callId);
  store.setState({ phoneNumber: ISSUED.phoneNumber, me });
  server = new FakeSignalling();
  server.answer = () => ISSUED;
  dialIn = createDialIn(store, server as unknown as SignallingClient);
});
afterEach(() => dialIn.stop());

const asks = () => server.count('requestDialIn');

test('on a weak connection the PIN is requested in advance, once, and again if nobody answered', async () => {
  server.failWith(new RequestUnanswered('requestDialIn'));
  store.setState({ me: poor });
  expect(asks()).toBe(1);
  store.setState({ speakerIds: [] });
  expect(asks()).toBe(1);
  // The first request has failed by now.
  await settled();
  server.answer = () => ISSUED;
  store.setState({ speakerIds: [] });
  expect(asks()).toBe(2);
  await vi.waitFor(() => expect(store.getState().dialInPin).toBe('4821'));
  store.setState({ speakerIds: [] });
  expect(asks()).toBe(2);
});

test('a server without telephony is not asked repeatedly', async () => {
  server.failWith(new RequestRefused({ code: 'noTelephones' }));
  store.setState({ me: poor });
  await settled();
  store.setState({ speakerIds: [] });
  expect(asks()).toBe(1);
});

test('after another join the server, which may have forgotten the PIN, issues another', async () => {
  dialIn.actions.request();
  await vi.waitFor(() => expect(store.getState().dialInPin).toBe('4821'));
  dialIn.actions.closeInstructions();
  server.answer = () => ({ ...ISSUED, pin: '0017' });
  dialIn.joined();
  await vi.waitFor(() => expect(store.getState().dialInPin).toBe('0017'));
  expect(store.getState().dialIn).toBe('closed');
});

test('a known PIN is shown at once, even if the server no longer answers', async () => {
  store.setState({ me: poor });
  await vi.waitFor(() => expect(store.getState().dialInPin).toBe('4821'));
  server.failWith(new RequestUnanswered('requestDialIn'));
  dialIn.actions.request();
  expect(store.getState().dialIn).toBe('known');
  await settled();
  expect(store.getState()).toMatchObject({ dialIn: 'known', dialInPin: '4821' });
});

test('instructions that are open during another join show the new PIN', async () => {
  dialIn.actions.request();
  await vi.waitFor(() => expect(store.getState().dialIn).toBe('known'));
  server.answer = () => ({ ...ISSUED, pin: '0017' });
  dialIn.joined();
  expect(store.getState()).toMatchObject({ dialIn: 'known', dialInPin: '4821' });
  await vi.waitFor(() => expect(store.getState().dialInPin).toBe('0017'));
  expect(store.getState().dialIn).toBe('known');
});

test.each([
  ['noTelephones', 'refused'],
  ['tooFast', 'unanswered'],
  ['notJoined', 'unanswered'],
] as const)('refused as %s, the instructions are %s', async (code, shown) => {
  server.failWith(new RequestRefused({ code }));
  dialIn.actions.request();
  await vi.waitFor(() => expect(store.getState().dialIn).toBe(shown));
});

describe('leaving by click', () => {
  const leave = () => leaveMeeting(store, server as unknown as SignallingClient, dialIn);
  const byPhone = () => store.setState({ linkedPhone: { isMuted: false, isTurned: false } });

  test('does not wait for a response if there is no PIN', async () => {
    store.setState({ sessionState: inMeeting(false) });
    server.failWith(new RequestUnanswered());
    await leave();
    expect(server.asked).toEqual([['leave', { isFinal: true }]]);
    expect(store.getState().isPhoneLeftBehind).toBe(false);
  });

  test('hangs up a telephone that may have joined unnoticed', async () => {
    store.setState({ sessionState: inMeeting(true) });
    dialIn.actions.request();
    await vi.waitFor(() => expect(store.getState().dialIn).toBe('known'));
    await leave();
    expect(store.getState().isPhoneLeftBehind).toBe(true);
  });

  test('hangs up the telephone before the page closes', async () => {
    store.setState({ sessionState: inMeeting(false) });
    byPhone();
    await leave();
    expect(server.asked).toEqual([['leave', { isFinal: true }]]);
    expect(store.getState().isPhoneLeftBehind).toBe(false);
  });

  test('says that the telephone may still be connected if nobody answers, or the socket is lost', async () => {
    store.setState({ sessionState: inMeeting(false) });
    byPhone();
    server.failWith(new RequestUnanswered());
    await leave();
    expect(store.getState().isPhoneLeftBehind).toBe(true);
    server.answer = () => ISSUED;
    store.setState({ sessionState: inMeeting(true), isPhoneLeftBehind: false });
    await leave();
    expect(store.getState().isPhoneLeftBehind).toBe(true);
  });
});
