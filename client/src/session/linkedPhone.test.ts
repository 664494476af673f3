// One's own telephone as the page sees it: its microphone, the sound that comes back, and when the pin is asked for.
import { parseCallId } from '@distansmote/shared/callId.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { RequestName } from '@distansmote/shared/signalling/requests.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeComputer, microphone } from '@distansmote/testkit/browser/fakeComputer.ts';
import { createLocalMedia, type LocalMedia } from '../media/localMedia.ts';
import {
  RequestRefused,
  RequestUnanswered,
  type SignallingClient,
} from '../platform/signallingClient.ts';
import { createMeetingStore, type MeetingStore } from './meetingStore.ts';
import { createLinkedPhone } from './linkedPhone.ts';

const me = {
  id: 'me' as ParticipantId,
  name: 'Elsa',
  profession: '',
  isConvener: false,
  handRaisedAt: null,
  connection: 'good',
} as const;
const inMeeting = (isSignallingLost: boolean) =>
  ({ type: 'inMeeting', entrant: me, isSignallingLost }) as const;
const poor = { ...me, connection: 'poor' } as const;
const GIVEN = { phoneNumber: '0480-44 55 11', pin: '4821', expiresInMs: 900_000 };

let store: MeetingStore;
let localMedia: LocalMedia;
let linkedPhone: ReturnType<typeof createLinkedPhone>;
/** What the server has been asked, and what it says to `requestDialIn`. */
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
    sendReliable(name: RequestName, body: unknown) {
      asked.push([name, body]);
      return () => asked.push(['setLinkedPhoneMuted', 'not said again']);
    },
  } as unknown as SignallingClient;
  linkedPhone = createLinkedPhone(store, localMedia, signalling);
});
afterEach(() => {
  linkedPhone.stop();
  localMedia.close();
  vi.unstubAllGlobals();
});

const phone = (isMuted: boolean, isTurned = false) => ({ isMuted, isTurned });
const isAt = () => localMedia.store.getState().microphone.type;
const asksForSuffix = () => asked.filter(([name]) => name === 'requestDialIn').length;

test('while one speaks by telephone the toggle is the telephone’s, and the microphone stays off', () => {
  linkedPhone.changed(phone(false));
  expect(isAt()).toBe('muted');
  linkedPhone.toggleMicrophone();
  expect(asked).toEqual([['setLinkedPhoneMuted', { isMuted: true }]]);
  expect(isAt()).toBe('muted');
});

test('held down and let go before the server has said anything, the telephone is off again', async () => {
  linkedPhone.changed(phone(true));
  linkedPhone.toggleMicrophone();
  linkedPhone.muteMicrophone();
  expect(asked.map(([, body]) => body)).toEqual([{ isMuted: false }, { isMuted: true }]);
  // By what it says then the next press goes.
  linkedPhone.changed(phone(true));
  linkedPhone.toggleMicrophone();
  expect(asked.at(-1)).toEqual(['setLinkedPhoneMuted', { isMuted: false }]);
  // Also where the pressing came to nothing, as far as one knows.
  answer = () => {
    throw new RequestUnanswered('setLinkedPhoneMuted');
  };
  linkedPhone.toggleMicrophone();
  await new Promise((resolve) => setTimeout(resolve));
  linkedPhone.muteMicrophone();
  expect(asked.at(-1)).toEqual(['setLinkedPhoneMuted', { isMuted: true }]);
});

test('a muting is not said again after one has turned it on', () => {
  linkedPhone.changed(phone(false));
  linkedPhone.toggleMicrophone();
  linkedPhone.toggleMicrophone();
  expect(asked.map(([, body]) => body)).toEqual([
    { isMuted: true },
    'not said again',
    { isMuted: false },
  ]);
});

describe('muted here when a telephone comes that the server has not heard it of', () => {
  const mutes = () => asked.filter(([name]) => name === 'setLinkedPhoneMuted').length;

  test('the telephone is muted', () => {
    linkedPhone.joined(null);
    localMedia.toggleMicrophone();
    linkedPhone.changed(phone(false));
    expect(asked).toEqual([['setLinkedPhoneMuted', { isMuted: true }]]);
  });

  test('also where one is told of it only on the way back', () => {
    linkedPhone.joined(null);
    localMedia.toggleMicrophone();
    linkedPhone.joined(phone(false));
    expect(mutes()).toBe(1);
  });

  test('not where it has been turned on by its own keys meanwhile', () => {
    linkedPhone.joined(null);
    localMedia.toggleMicrophone();
    linkedPhone.joined(phone(false, true));
    expect(mutes()).toBe(0);
  });

  test('not on the way in, nor where the microphone is on, nor where it is muted already', () => {
    localMedia.toggleMicrophone();
    linkedPhone.joined(phone(false));
    linkedPhone.changed(null);
    localMedia.toggleMicrophone();
    linkedPhone.changed(phone(false));
    linkedPhone.changed(null);
    localMedia.toggleMicrophone();
    localMedia.toggleMicrophone();
    linkedPhone.changed(phone(true));
    expect(mutes()).toBe(0);
  });

  test('not where the microphone is off only since another telephone was there', () => {
    linkedPhone.joined(null);
    linkedPhone.changed(phone(false));
    linkedPhone.changed(null);
    linkedPhone.actions.dismissSoundIsBack();
    linkedPhone.changed(phone(false));
    expect(mutes()).toBe(0);
    // That one was muted, by whomever.
    linkedPhone.changed(phone(true));
    linkedPhone.changed(null);
    linkedPhone.changed(phone(false));
    expect(mutes()).toBe(1);
  });
});

test('that the sound is back is said until the microphone is on, and not when it is off once more', () => {
  linkedPhone.changed(phone(false));
  linkedPhone.changed(null);
  expect(isAt()).toBe('muted');
  expect(store.getState().isSoundBack).toBe(true);
  linkedPhone.toggleMicrophone();
  expect(isAt()).toBe('on');
  linkedPhone.toggleMicrophone();
  expect(store.getState().isSoundBack).toBe(false);
});

test('who muted one is forgotten when the telephone is on again', () => {
  linkedPhone.changed(phone(true));
  store.setState({ mutedBy: 'Karin' });
  linkedPhone.changed(phone(true));
  expect(store.getState().mutedBy).toBe('Karin');
  linkedPhone.changed(phone(false));
  expect(store.getState().mutedBy).toBeUndefined();
});

test('the instructions go away when the telephone has come', async () => {
  linkedPhone.actions.requestDialIn();
  await vi.waitFor(() => expect(store.getState().dialIn).toBe('known'));
  linkedPhone.changed(phone(false));
  expect(store.getState().dialIn).toBe('closed');
});

test('on a weak line the pin is asked for ahead, once, and again after no answer', async () => {
  answer = () => {
    throw new RequestUnanswered('requestDialIn');
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
  await vi.waitFor(() => expect(store.getState().dialInPin).toBe('4821'));
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
  linkedPhone.actions.requestDialIn();
  await vi.waitFor(() => expect(store.getState().dialInPin).toBe('4821'));
  linkedPhone.actions.closeInstructions();
  answer = () => ({ ...GIVEN, pin: '0017' });
  linkedPhone.joined(null);
  await vi.waitFor(() => expect(store.getState().dialInPin).toBe('0017'));
  expect(store.getState().dialIn).toBe('closed');
  expect(store.getState().isSoundBack).toBe(false);
});

test('a pin that is known is shown at once, also where the server answers no more', async () => {
  store.setState({ me: poor });
  await vi.waitFor(() => expect(store.getState().dialInPin).toBe('4821'));
  answer = () => {
    throw new RequestUnanswered('requestDialIn');
  };
  linkedPhone.actions.requestDialIn();
  expect(store.getState().dialIn).toBe('known');
  await new Promise((resolve) => setTimeout(resolve));
  expect(store.getState()).toMatchObject({ dialIn: 'known', dialInPin: '4821' });
});

test('the page’s microphone goes off also where it comes on beside the telephone', async () => {
  localMedia.toggleMicrophone();
  linkedPhone.changed(phone(false));
  localMedia.toggleMicrophone();
  await vi.waitFor(() => expect(isAt()).toBe('muted'));
});

test('instructions that are read while one enters once more show the new pin', async () => {
  linkedPhone.actions.requestDialIn();
  await vi.waitFor(() => expect(store.getState().dialIn).toBe('known'));
  answer = () => ({ ...GIVEN, pin: '0017' });
  linkedPhone.joined(null);
  expect(store.getState()).toMatchObject({ dialIn: 'known', dialInPin: '4821' });
  await vi.waitFor(() => expect(store.getState().dialInPin).toBe('0017'));
  expect(store.getState().dialIn).toBe('known');
});

test.each([
  ['noTelephones', 'refused'],
  ['tooFast', 'unanswered'],
  ['notJoined', 'unanswered'],
] as const)('refused as %s, the instructions are %s', async (code, shown) => {
  answer = () => {
    throw new RequestRefused({ code });
  };
  linkedPhone.actions.requestDialIn();
  await vi.waitFor(() => expect(store.getState().dialIn).toBe(shown));
});

test('an unmuting that nobody heard of is forgotten: the next press unmutes', async () => {
  linkedPhone.changed(phone(true));
  answer = () => {
    throw new RequestUnanswered('setLinkedPhoneMuted');
  };
  linkedPhone.toggleMicrophone();
  await new Promise((resolve) => setTimeout(resolve));
  linkedPhone.toggleMicrophone();
  expect(asked.map(([, body]) => body)).toEqual([{ isMuted: false }, { isMuted: false }]);
});

describe('leaving by a click', () => {
  test('hangs up what may have come in unnoticed', async () => {
    store.setState({ sessionState: inMeeting(true) });
    linkedPhone.actions.requestDialIn();
    await vi.waitFor(() => expect(store.getState().dialIn).toBe('known'));
    await linkedPhone.leave();
    expect(store.getState().isPhoneLeftBehind).toBe(true);
  });

  test('hangs the telephone up before the page closes', async () => {
    store.setState({ sessionState: inMeeting(false) });
    linkedPhone.changed(phone(false));
    asked = [];
    const leaving = linkedPhone.leave();
    // As it is told before the answer: nobody who leaves need hear where the sound is.
    linkedPhone.changed(null);
    await leaving;
    expect(asked).toEqual([['leave', { isFinal: true }]]);
    expect(store.getState()).toMatchObject({ isPhoneLeftBehind: false, isSoundBack: false });
  });

  test('says that the telephone may be in still where nobody answers, or the place is lost', async () => {
    linkedPhone.changed(phone(false));
    store.setState({ sessionState: inMeeting(false) });
    answer = () => {
      throw new RequestUnanswered();
    };
    await linkedPhone.leave();
    expect(store.getState().isPhoneLeftBehind).toBe(true);
    answer = () => GIVEN;
    store.setState({ sessionState: inMeeting(true), isPhoneLeftBehind: false });
    await linkedPhone.leave();
    expect(store.getState().isPhoneLeftBehind).toBe(true);
  });
});
