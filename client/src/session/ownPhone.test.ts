// One's own telephone as the page sees it: its microphone, the sound that comes back, and when the suffix is asked for.
import { parseCallId } from '@distansmote/shared/callId.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { RequestName } from '@distansmote/shared/signalling/requests.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeComputer, microphone } from '../media/fakeComputer.ts';
import { createLocalMedia, type LocalMedia } from '../media/localMedia.ts';
import {
  RequestRefused,
  RequestUnanswered,
  type SignallingClient,
} from '../platform/signallingClient.ts';
import { createMeetingStore, type MeetingStore } from './meetingStore.ts';
import { createOwnPhone } from './ownPhone.ts';

const me = {
  id: 'me' as ParticipantId,
  name: 'Elsa',
  profession: '',
  isConvener: false,
  handRaisedAt: null,
  connection: 'good',
} as const;
const poor = { ...me, connection: 'poor' } as const;
const GIVEN = { phoneNumber: '0480-44 55 11', suffix: '4821', goodForMs: 900_000 };

let store: MeetingStore;
let localMedia: LocalMedia;
let ownPhone: ReturnType<typeof createOwnPhone>;
/** What the server has been asked, and what it says to `callInstead`. */
let asked: [name: RequestName, body: unknown][];
let answer: () => typeof GIVEN;

beforeEach(async () => {
  const computer = new FakeComputer([microphone('internal')]);
  localMedia = createLocalMedia();
  localMedia.toggleMicrophone();
  await vi.waitFor(() => expect(isAt()).toBe('on'));
  expect(computer.live).toHaveLength(1);
  const callId = parseCallId('787544182');
  if (callId === undefined) throw new Error('no call ID');
  store = createMeetingStore(callId);
  store.setState({ phoneNumber: GIVEN.phoneNumber, me });
  asked = [];
  answer = () => GIVEN;
  // In place of the socket.
  const signalling = {
    request(name: RequestName, body: unknown) {
      asked.push([name, body]);
      return Promise.resolve().then(answer);
    },
    send: (name: RequestName, body: unknown) => asked.push([name, body]),
    sendSurely(name: RequestName, body: unknown) {
      asked.push([name, body]);
      return () => asked.push(['setOwnPhoneMuted', 'not said again']);
    },
  } as unknown as SignallingClient;
  ownPhone = createOwnPhone(store, localMedia, () => signalling);
});
afterEach(() => {
  ownPhone.stop();
  localMedia.close();
  vi.unstubAllGlobals();
});

const phone = (isMuted: boolean, isTurned = false) => ({ isMuted, isTurned });
const isAt = () => localMedia.store.getState().microphone.is;
const asksForSuffix = () => asked.filter(([name]) => name === 'callInstead').length;

test('while one speaks by telephone the toggle is the telephone’s, and the microphone stays off', () => {
  ownPhone.changed(phone(false));
  expect(isAt()).toBe('muted');
  ownPhone.toggleMicrophone();
  expect(asked).toEqual([['setOwnPhoneMuted', { isMuted: true }]]);
  expect(isAt()).toBe('muted');
});

test('held down and let go before the server has said anything, the telephone is off again', async () => {
  ownPhone.changed(phone(true));
  ownPhone.toggleMicrophone();
  ownPhone.muteMicrophone();
  expect(asked.map(([, body]) => body)).toEqual([{ isMuted: false }, { isMuted: true }]);
  // By what it says then the next press goes.
  ownPhone.changed(phone(true));
  ownPhone.toggleMicrophone();
  expect(asked.at(-1)).toEqual(['setOwnPhoneMuted', { isMuted: false }]);
  // Also where the pressing came to nothing, as far as one knows.
  answer = () => {
    throw new RequestUnanswered('setOwnPhoneMuted');
  };
  ownPhone.toggleMicrophone();
  await new Promise((resolve) => setTimeout(resolve));
  ownPhone.muteMicrophone();
  expect(asked.at(-1)).toEqual(['setOwnPhoneMuted', { isMuted: true }]);
});

test('a muting is not said again after one has turned it on', () => {
  ownPhone.changed(phone(false));
  ownPhone.toggleMicrophone();
  ownPhone.toggleMicrophone();
  expect(asked.map(([, body]) => body)).toEqual([
    { isMuted: true },
    'not said again',
    { isMuted: false },
  ]);
});

describe('muted here when a telephone comes that the server has not heard it of', () => {
  const mutes = () => asked.filter(([name]) => name === 'setOwnPhoneMuted').length;

  test('the telephone is muted', () => {
    ownPhone.joined(null);
    localMedia.toggleMicrophone();
    ownPhone.changed(phone(false));
    expect(asked).toEqual([['setOwnPhoneMuted', { isMuted: true }]]);
  });

  test('also where one is told of it only on the way back', () => {
    ownPhone.joined(null);
    localMedia.toggleMicrophone();
    ownPhone.joined(phone(false));
    expect(mutes()).toBe(1);
  });

  test('not where it has been turned on by its own keys meanwhile', () => {
    ownPhone.joined(null);
    localMedia.toggleMicrophone();
    ownPhone.joined(phone(false, true));
    expect(mutes()).toBe(0);
  });

  test('not on the way in, nor where the microphone is on, nor where it is muted already', () => {
    localMedia.toggleMicrophone();
    ownPhone.joined(phone(false));
    ownPhone.changed(null);
    localMedia.toggleMicrophone();
    ownPhone.changed(phone(false));
    ownPhone.changed(null);
    localMedia.toggleMicrophone();
    localMedia.toggleMicrophone();
    ownPhone.changed(phone(true));
    expect(mutes()).toBe(0);
  });

  test('not where the microphone is off only since another telephone was there', () => {
    ownPhone.joined(null);
    ownPhone.changed(phone(false));
    ownPhone.changed(null);
    ownPhone.actions.putAwaySoundIsBack();
    ownPhone.changed(phone(false));
    expect(mutes()).toBe(0);
    // That one was muted, by whomever.
    ownPhone.changed(phone(true));
    ownPhone.changed(null);
    ownPhone.changed(phone(false));
    expect(mutes()).toBe(1);
  });
});

test('that the sound is back is said until the microphone is on, and not when it is off once more', () => {
  ownPhone.changed(phone(false));
  ownPhone.changed(null);
  expect(isAt()).toBe('muted');
  expect(store.getState().isSoundBack).toBe(true);
  ownPhone.toggleMicrophone();
  expect(isAt()).toBe('on');
  ownPhone.toggleMicrophone();
  expect(store.getState().isSoundBack).toBe(false);
});

test('who muted one is forgotten when the telephone is on again', () => {
  ownPhone.changed(phone(true));
  store.setState({ mutedBy: 'Karin' });
  ownPhone.changed(phone(true));
  expect(store.getState().mutedBy).toBe('Karin');
  ownPhone.changed(phone(false));
  expect(store.getState().mutedBy).toBeUndefined();
});

test('the instructions go away when the telephone has come', async () => {
  ownPhone.actions.callInstead();
  await vi.waitFor(() => expect(store.getState().callInstead).toBe('known'));
  ownPhone.changed(phone(false));
  expect(store.getState().callInstead).toBe('closed');
});

test('on a weak line the suffix is asked for ahead, once, and again after no answer', async () => {
  answer = () => {
    throw new RequestUnanswered('callInstead');
  };
  store.setState({ me: poor });
  expect(asksForSuffix()).toBe(1);
  store.setState({ speakerIds: [] });
  expect(asksForSuffix()).toBe(1);
  // The first has come to nothing by now.
  await new Promise((resolve) => setTimeout(resolve));
  answer = () => GIVEN;
  store.setState({ speakerIds: [] });
  expect(asksForSuffix()).toBe(2);
  await vi.waitFor(() => expect(store.getState().phoneSuffix).toBe('4821'));
  store.setState({ speakerIds: [] });
  expect(asksForSuffix()).toBe(2);
});

test('a server that does not have it is not asked ahead again and again', async () => {
  answer = () => {
    throw new RequestRefused({ code: 'noTelephones' });
  };
  store.setState({ me: poor });
  await new Promise((resolve) => setTimeout(resolve));
  store.setState({ speakerIds: [] });
  expect(asksForSuffix()).toBe(1);
});

test('whoever enters once more is given another by a server that may have forgotten the first', async () => {
  ownPhone.actions.callInstead();
  await vi.waitFor(() => expect(store.getState().phoneSuffix).toBe('4821'));
  ownPhone.actions.closeInstructions();
  answer = () => ({ ...GIVEN, suffix: '0017' });
  ownPhone.joined(null);
  await vi.waitFor(() => expect(store.getState().phoneSuffix).toBe('0017'));
  expect(store.getState().callInstead).toBe('closed');
  expect(store.getState().isSoundBack).toBe(false);
});

test('a suffix that is known is shown at once, also where the server answers no more', async () => {
  store.setState({ me: poor });
  await vi.waitFor(() => expect(store.getState().phoneSuffix).toBe('4821'));
  answer = () => {
    throw new RequestUnanswered('callInstead');
  };
  ownPhone.actions.callInstead();
  expect(store.getState().callInstead).toBe('known');
  await new Promise((resolve) => setTimeout(resolve));
  expect(store.getState()).toMatchObject({ callInstead: 'known', phoneSuffix: '4821' });
});

test('the page’s microphone goes off also where it comes on beside the telephone', async () => {
  localMedia.toggleMicrophone();
  ownPhone.changed(phone(false));
  localMedia.toggleMicrophone();
  await vi.waitFor(() => expect(isAt()).toBe('muted'));
});

test('instructions that are read while one enters once more show the new suffix', async () => {
  ownPhone.actions.callInstead();
  await vi.waitFor(() => expect(store.getState().callInstead).toBe('known'));
  answer = () => ({ ...GIVEN, suffix: '0017' });
  ownPhone.joined(null);
  expect(store.getState()).toMatchObject({ callInstead: 'known', phoneSuffix: '4821' });
  await vi.waitFor(() => expect(store.getState().phoneSuffix).toBe('0017'));
  expect(store.getState().callInstead).toBe('known');
});

test.each([
  ['noTelephones', 'refused'],
  ['tooFast', 'unanswered'],
  ['notJoined', 'unanswered'],
] as const)('refused as %s, the instructions are %s', async (code, shown) => {
  answer = () => {
    throw new RequestRefused({ code });
  };
  ownPhone.actions.callInstead();
  await vi.waitFor(() => expect(store.getState().callInstead).toBe(shown));
});

test('an unmuting that nobody heard of is forgotten: the next press unmutes', async () => {
  ownPhone.changed(phone(true));
  answer = () => {
    throw new RequestUnanswered('setOwnPhoneMuted');
  };
  ownPhone.toggleMicrophone();
  await new Promise((resolve) => setTimeout(resolve));
  ownPhone.toggleMicrophone();
  expect(asked.map(([, body]) => body)).toEqual([{ isMuted: false }, { isMuted: false }]);
});

describe('leaving by a click', () => {
  test('hangs up what may have come in unnoticed', async () => {
    store.setState({ stage: { at: 'inMeeting', isReconnecting: true } });
    ownPhone.actions.callInstead();
    await vi.waitFor(() => expect(store.getState().callInstead).toBe('known'));
    await ownPhone.leave();
    expect(store.getState().isPhoneLeftBehind).toBe(true);
  });

  test('hangs the telephone up before the page closes', async () => {
    store.setState({ stage: { at: 'inMeeting', isReconnecting: false } });
    ownPhone.changed(phone(false));
    asked = [];
    const leaving = ownPhone.leave();
    // As it is told before the answer: nobody who leaves need hear where the sound is.
    ownPhone.changed(null);
    await leaving;
    expect(asked).toEqual([['leave', { altogether: true }]]);
    expect(store.getState()).toMatchObject({ isPhoneLeftBehind: false, isSoundBack: false });
  });

  test('says that the telephone may be in still where nobody answers, or the place is lost', async () => {
    ownPhone.changed(phone(false));
    store.setState({ stage: { at: 'inMeeting', isReconnecting: false } });
    answer = () => {
      throw new RequestUnanswered();
    };
    await ownPhone.leave();
    expect(store.getState().isPhoneLeftBehind).toBe(true);
    answer = () => GIVEN;
    store.setState({ stage: { at: 'inMeeting', isReconnecting: true }, isPhoneLeftBehind: false });
    await ownPhone.leave();
    expect(store.getState().isPhoneLeftBehind).toBe(true);
  });
});
