// This person's microphone on the page, with and without a linked phone.
import { parseCallId } from '@distansmote/shared/callId.ts';
import {
  FakeComputer,
  microphone as pluggedIn,
} from '@distansmote/testkit/browser/fakeComputer.ts';
import { FakeSignalling, WITHDRAWN } from '@distansmote/testkit/browser/fakeSignalling.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLocalMedia, type LocalMedia } from '../media/localMedia.ts';
import { RequestUnanswered, type SignallingClient } from '../platform/signallingClient.ts';
import { createMeetingStore, type MeetingStore } from './meetingStore.ts';
import {
  createMicrophone,
  isAudioByPhone,
  type Microphone,
  phoneMicrophone,
} from './microphone.ts';

let store: MeetingStore;
let localMedia: LocalMedia;
let server: FakeSignalling;
let microphone: Microphone;

beforeEach(async () => {
  const computer = new FakeComputer([pluggedIn('internal')]);
  localMedia = createLocalMedia();
  localMedia.toggleMicrophone();
  await vi.waitFor(() => expect(local()).toBe('on'));
  expect(computer.live).toHaveLength(1);
  const callId = parseCallId('787544182');
  if (callId === undefined) throw new Error('no call ID');
  store = createMeetingStore(callId);
  server = new FakeSignalling();
  microphone = createMicrophone(store, localMedia, server as unknown as SignallingClient);
});
afterEach(() => {
  microphone.stop();
  localMedia.close();
  vi.unstubAllGlobals();
});

const phone = (isMuted: boolean, isTurned = false) => ({ isMuted, isTurned });
/** The browser's microphone. */
const local = () => localMedia.store.getState().microphone.type;
const bodies = () => server.asked.map(([, body]) => body);
const mutes = () => server.count('setLinkedPhoneMuted');
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('during a linked call the toggle controls the telephone, and the microphone here stays off', () => {
  microphone.phoneChanged(phone(false));
  expect(local()).toBe('muted');
  expect(isAudioByPhone(store.getState())).toBe(true);
  expect(phoneMicrophone(store.getState())).toBe('on');
  microphone.actions.toggle();
  expect(server.asked).toEqual([['setLinkedPhoneMuted', { isMuted: true }]]);
  expect(local()).toBe('muted');
  microphone.phoneChanged(null);
  expect(isAudioByPhone(store.getState())).toBe(false);
  expect(phoneMicrophone(store.getState())).toBeUndefined();
});

test('if push-to-talk is released before the server responds, the telephone is muted again', async () => {
  microphone.phoneChanged(phone(true));
  microphone.actions.toggle();
  microphone.actions.mute();
  expect(bodies()).toEqual([{ isMuted: false }, { isMuted: true }]);
  // The server's notice then decides what the next press does.
  microphone.phoneChanged(phone(true));
  microphone.actions.toggle();
  expect(bodies().at(-1)).toEqual({ isMuted: false });
  // Also if the unmute failed, as far as the page knows.
  server.failWith(new RequestUnanswered('setLinkedPhoneMuted'));
  microphone.actions.toggle();
  await settled();
  microphone.actions.mute();
  expect(bodies().at(-1)).toEqual({ isMuted: true });
});

test('a mute is not sent again after the microphone has been turned on', () => {
  microphone.phoneChanged(phone(false));
  microphone.actions.toggle();
  microphone.actions.toggle();
  expect(bodies()).toEqual([{ isMuted: true }, WITHDRAWN, { isMuted: false }]);
});

test('an unanswered unmute is forgotten: the next press unmutes', async () => {
  microphone.phoneChanged(phone(true));
  server.failWith(new RequestUnanswered('setLinkedPhoneMuted'));
  microphone.actions.toggle();
  await settled();
  microphone.actions.toggle();
  expect(bodies()).toEqual([{ isMuted: false }, { isMuted: false }]);
});

describe('muted here when a phone takes over, unknown to the server', () => {
  test('the telephone is muted', () => {
    microphone.joined(null);
    localMedia.toggleMicrophone();
    microphone.phoneChanged(phone(false));
    expect(server.asked).toEqual([['setLinkedPhoneMuted', { isMuted: true }]]);
  });

  test('also if the page learns of it only when it rejoins', () => {
    microphone.joined(null);
    localMedia.toggleMicrophone();
    microphone.joined(phone(false));
    expect(mutes()).toBe(1);
  });

  test('but not if it has been unmuted by its keypad meanwhile', () => {
    microphone.joined(null);
    localMedia.toggleMicrophone();
    microphone.joined(phone(false, true));
    expect(mutes()).toBe(0);
  });

  test('nor on the first join, nor with the microphone on, nor if it is muted already', () => {
    localMedia.toggleMicrophone();
    microphone.joined(phone(false));
    microphone.phoneChanged(null);
    localMedia.toggleMicrophone();
    microphone.phoneChanged(phone(false));
    microphone.phoneChanged(null);
    localMedia.toggleMicrophone();
    localMedia.toggleMicrophone();
    microphone.phoneChanged(phone(true));
    expect(mutes()).toBe(0);
  });

  test('nor if the microphone is off only because another phone was there', () => {
    microphone.joined(null);
    microphone.phoneChanged(phone(false));
    microphone.phoneChanged(null);
    microphone.actions.dismissSoundIsBack();
    microphone.phoneChanged(phone(false));
    expect(mutes()).toBe(0);
    // That one was muted, whoever did it.
    microphone.phoneChanged(phone(true));
    microphone.phoneChanged(null);
    microphone.phoneChanged(phone(false));
    expect(mutes()).toBe(1);
  });
});

test('the message that audio is back stays until the microphone is on, and does not return when it is off again', () => {
  microphone.phoneChanged(phone(false));
  microphone.phoneChanged(null);
  expect(local()).toBe('muted');
  expect(store.getState().isSoundBack).toBe(true);
  microphone.actions.toggle();
  expect(local()).toBe('on');
  microphone.actions.toggle();
  expect(store.getState().isSoundBack).toBe(false);
});

test('somebody who leaves is not told where the audio is now', () => {
  microphone.phoneChanged(phone(false));
  microphone.stop();
  microphone.phoneChanged(null);
  expect(store.getState().isSoundBack).toBe(false);
});

test('the dial-in instructions close when the telephone takes over', () => {
  store.setState({ dialIn: 'known' });
  microphone.phoneChanged(phone(false));
  expect(store.getState().dialIn).toBe('closed');
});

test('the browser’s microphone goes off even if it comes on after the telephone has taken over', async () => {
  localMedia.toggleMicrophone();
  microphone.phoneChanged(phone(false));
  localMedia.toggleMicrophone();
  await vi.waitFor(() => expect(local()).toBe('muted'));
});

describe('muted by a convener', () => {
  test('the microphone goes off, and the convener’s name is shown until it is on again', () => {
    microphone.mutedByConvener('Karin');
    expect(local()).toBe('muted');
    expect(store.getState().mutedBy).toBe('Karin');
    microphone.actions.toggle();
    expect(store.getState().mutedBy).toBeUndefined();
  });

  test('a microphone that is off already stays off, without a name', () => {
    microphone.actions.mute();
    microphone.mutedByConvener('Karin');
    expect(local()).toBe('muted');
    expect(store.getState().mutedBy).toBeUndefined();
  });

  test('with a linked phone the name disappears when the phone is unmuted', () => {
    microphone.phoneChanged(phone(true));
    microphone.mutedByConvener('Karin');
    microphone.phoneChanged(phone(true));
    expect(store.getState().mutedBy).toBe('Karin');
    microphone.phoneChanged(phone(false));
    expect(store.getState().mutedBy).toBeUndefined();
  });
});
