// A microphone that the system has silenced is reopened, once, and only while the page is visible.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchInterruptions } from './interruptions.ts';
import { createLocalMediaStore } from './localMediaStore.ts';

class Track extends EventTarget {
  muted = false;
  readyState = 'live';
}
class Page extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
}

let page: Page;
let track: Track;
let retake: ReturnType<typeof vi.fn<() => void>>;
let stop: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  page = new Page();
  track = new Track();
  retake = vi.fn<() => void>();
  const store = createLocalMediaStore();
  stop = watchInterruptions(store, retake, page);
  const mediaTrack = track as unknown as MediaStreamTrack;
  store.setState({ microphone: { type: 'on', mediaTrack } });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

function silence(isMuted: boolean): void {
  track.muted = isMuted;
  track.dispatchEvent(new Event(isMuted ? 'mute' : 'unmute'));
}

test('a device that stays silent is reopened', () => {
  silence(true);
  vi.advanceTimersByTime(10_000);
  expect(retake).toHaveBeenCalledOnce();
});

test('a device that recovers is left alone', () => {
  silence(true);
  vi.advanceTimersByTime(500);
  silence(false);
  vi.advanceTimersByTime(10_000);
  expect(retake).not.toHaveBeenCalled();
});

test('behind a locked screen nothing is requested until it is unlocked', () => {
  page.visibilityState = 'hidden';
  silence(true);
  vi.advanceTimersByTime(60_000);
  expect(retake).not.toHaveBeenCalled();
  page.visibilityState = 'visible';
  page.dispatchEvent(new Event('visibilitychange'));
  vi.advanceTimersByTime(10_000);
  expect(retake).toHaveBeenCalledOnce();
});

test('after close nothing happens', () => {
  stop();
  silence(true);
  vi.advanceTimersByTime(10_000);
  expect(retake).not.toHaveBeenCalled();
});
