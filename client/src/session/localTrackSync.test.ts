// Local tracks are synchronized with what the server has been told.
import { parseCallId } from '@distansmote/shared/callId.ts';
import type { RefusalCode, RequestName } from '@distansmote/shared/signalling/requests.ts';
import type { TrackSource } from '@distansmote/shared/signalling/shapes.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeComputer, microphone } from '@distansmote/testkit/browser/fakeComputer.ts';
import { createLocalMedia, type LocalMedia } from '../media/localMedia.ts';
import { createLocalScreen } from '../media/localScreen.ts';
import type { Sending } from '../media/sending.ts';
import { RequestRefused, type SignallingClient } from '../platform/signallingClient.ts';
import { type LocalTrackSync, syncLocalTracks } from './localTrackSync.ts';
import { createMeetingStore, type MeetingStore } from './meetingStore.ts';

/** A fake transport: its producers, and whether each is paused. */
class FakeSending {
  readonly #paused = new Map<TrackSource, { paused: boolean; track: MediaStreamTrack | null }>();

  producer(source: TrackSource) {
    const producer = this.#paused.get(source);
    return (
      producer && {
        track: producer.track,
        pause: () => (producer.paused = true),
        resume: () => (producer.paused = false),
        replaceTrack: ({ track }: { track: MediaStreamTrack | null }) => (producer.track = track),
      }
    );
  }
  add(source: TrackSource, track: MediaStreamTrack, paused: boolean) {
    this.#paused.set(source, { paused, track });
  }
  remove(source: TrackSource) {
    this.#paused.delete(source);
  }
  offer(source: TrackSource) {
    const producer = this.#paused.get(source);
    return producer && { source, isPaused: producer.paused };
  }
}

let store: MeetingStore;
let localMedia: LocalMedia;
let tracks: LocalTrackSync;
/** The server's state: tracks offered and not yet stopped. */
let held: Map<TrackSource, boolean>;
let asked: RequestName[];
const failed = vi.fn();
let computer: FakeComputer;
/** Another server has the last state of the meeting. */
let isFrozen: boolean;

beforeEach(async () => {
  computer = new FakeComputer([microphone('internal')]);
  localMedia = createLocalMedia();
  localMedia.toggleMicrophone();
  await vi.waitFor(() => expect(localMedia.store.getState().microphone.type).toBe('on'));
  const callId = parseCallId('787544182');
  if (callId === undefined) throw new Error('no call ID');
  store = createMeetingStore(callId);
  held = new Map();
  asked = [];
  isFrozen = false;
  failed.mockClear();
  const signalling = { request: serve } as unknown as SignallingClient;
  tracks = syncLocalTracks(
    { meeting: store, media: localMedia.store, screen: createLocalScreen().store },
    new FakeSending() as unknown as Sending,
    signalling,
    failed,
  );
  tracks.joined([]);
  await tracks.settled();
});
afterEach(() => {
  tracks.stop();
  localMedia.close();
  vi.unstubAllGlobals();
});

async function serve(name: RequestName, { source, isPaused }: FakeBody): Promise<void> {
  asked.push(name);
  await Promise.resolve();
  const refuse = (code: RefusalCode) => {
    throw new RequestRefused({ code });
  };
  if (isFrozen) refuse('notJoined');
  if (name === 'startTrack') {
    if (held.has(source)) refuse('alreadyStarted');
    held.set(source, isPaused);
    return;
  }
  if (!held.has(source)) refuse('trackUnknown');
  if (name === 'stopTrack') held.delete(source);
  else held.set(source, name === 'pauseTrack');
}
interface FakeBody {
  source: TrackSource;
  isPaused: boolean;
}

test('the server is told of what is switched on and off', async () => {
  expect([...held]).toEqual([['microphone', false]]);
  localMedia.toggleMicrophone();
  await tracks.settled();
  expect([...held]).toEqual([['microphone', true]]);
  expect(asked).toEqual(['startTrack', 'pauseTrack']);
});

test('during a linked call there is no microphone, and afterwards it is offered again', async () => {
  store.setState({ linkedPhone: { isMuted: false, isTurned: false } });
  await tracks.settled();
  expect([...held]).toEqual([]);
  store.setState({ linkedPhone: null });
  await tracks.settled();
  expect([...held]).toEqual([['microphone', false]]);
});

test('a microphone replaced by a phone that came and went meanwhile is offered again', async () => {
  held.delete('microphone');
  localMedia.toggleMicrophone();
  await tracks.settled();
  expect([...held]).toEqual([['microphone', true]]);
  expect(failed).not.toHaveBeenCalled();
});

test('nothing has failed when a server refuses since the meeting leaves it, which is asked again until that has happened', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    isFrozen = true;
    localMedia.toggleMicrophone();
    await tracks.settled();
    expect([...held]).toEqual([['microphone', false]]);
    isFrozen = false;
    await vi.runOnlyPendingTimersAsync();
    await tracks.settled();
    expect([...held]).toEqual([['microphone', true]]);
    isFrozen = true;
    localMedia.toggleMicrophone();
    await tracks.settled();
    tracks.stop();
    asked = [];
    await vi.runOnlyPendingTimersAsync();
    await tracks.settled();
    expect(asked).toEqual([]);
    expect(failed).not.toHaveBeenCalled();
  } finally {
    vi.useRealTimers();
  }
});

test('a failed microphone does not become muted, unless it was before', async () => {
  computer.unplug('internal');
  await vi.waitFor(() => expect(localMedia.store.getState().microphone.type).toBe('failed'));
  await tracks.settled();
  expect([...held]).toEqual([]);
  computer.plugIn(microphone('internal'));
  localMedia.retry();
  await vi.waitFor(() => expect(localMedia.store.getState().microphone.type).toBe('on'));
  localMedia.toggleMicrophone();
  computer.unplug('internal');
  await vi.waitFor(() => expect(localMedia.store.getState().microphone.type).toBe('failed'));
  await tracks.settled();
  expect([...held]).toEqual([['microphone', true]]);
});
