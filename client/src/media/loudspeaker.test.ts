// The chosen loudspeaker: for current and future playback, and when it disappears.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRemoteSound } from './remoteSound.ts';
import { createDeviceList, type DeviceList } from './deviceList.ts';
import { FakeComputer, loudspeaker } from '@distansmote/testkit/browser/fakeComputer.ts';
import { createDeviceEvents } from './deviceEvents.ts';
import { createLoudspeaker, type Loudspeaker } from './loudspeaker.ts';

/** The parts of an audio element that are used. */
class Element {
  sinkId = '';
  srcObject: unknown;
  setSinkId(sinkId: string): Promise<void> {
    if (sinkId === 'broken') return Promise.reject(new DOMException('', 'AbortError'));
    this.sinkId = sinkId;
    return Promise.resolve();
  }
  play = () => Promise.resolve();
}
const element = () => new Element() as unknown as HTMLAudioElement & Element;

let computer: FakeComputer;
let list: DeviceList;
let events: ReturnType<typeof createDeviceEvents>;
let chosen: Loudspeaker;

async function visit(): Promise<void> {
  list = createDeviceList();
  events = createDeviceEvents();
  chosen = createLoudspeaker(list, events);
  await list.refresh();
}

beforeEach(async () => {
  vi.stubGlobal('HTMLMediaElement', Element);
  vi.stubGlobal('MediaStream', EventTarget);
  computer = new FakeComputer([loudspeaker('desk'), loudspeaker('headset'), loudspeaker('broken')]);
  computer.isAllowed = true;
  await visit();
});
afterEach(() => {
  chosen.close();
  list.close();
  vi.unstubAllGlobals();
});

const told = () => events.store.getState().events.map(({ type }) => type);
const track = {} as MediaStreamTrack;
const anna = 'anna' as ParticipantId;

test('it applies to audio that plays already and to new audio', async () => {
  const sound = createRemoteSound();
  const present = element();
  sound.attach(present, track, anna);
  const stop = sound.playThrough(chosen);
  chosen.choose('headset');
  const future = element();
  sound.attach(future, track, anna);
  await vi.waitFor(() => expect([present.sinkId, future.sinkId]).toEqual(['headset', 'headset']));
  chosen.choose('');
  await vi.waitFor(() => expect([present.sinkId, future.sinkId]).toEqual(['', '']));
  stop();
});

test('the choice is remembered, and so is the choice of none', async () => {
  chosen.choose('headset');
  await visit();
  expect(chosen.store.getState().chosen?.deviceId).toBe('headset');
  chosen.choose('');
  await visit();
  expect(chosen.store.getState().chosen).toBeUndefined();
});

test('when it disappears, audio falls back to the default, with a message', async () => {
  const sound = createRemoteSound();
  const present = element();
  sound.attach(present, track, anna);
  sound.playThrough(chosen);
  chosen.choose('headset');
  await vi.waitFor(() => expect(present.sinkId).toBe('headset'));
  computer.unplug('headset');
  await vi.waitFor(() => expect(present.sinkId).toBe(''));
  expect(told()).toEqual(['replaced']);
  // When it returns it is not used without asking.
  computer.plugIn(loudspeaker('headset'));
  await list.refresh();
  expect(chosen.store.getState().chosen).toBeUndefined();
});

test('one that the browser refuses is dropped, with a message', async () => {
  chosen.choose('broken');
  await chosen.routeTo(element());
  expect(chosen.store.getState().chosen).toBeUndefined();
  expect(told()).toEqual(['wouldNotStart']);
});
