// A thread that dies at once, again and again, is started ever more seldom, and for as long as it takes.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../log.ts';
import { Thread } from './thread.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** What ends as soon as it is started. */
const ENDS = new URL('data:text/javascript,');

test('the pauses double, up to half a minute', async () => {
  let died: () => void = () => undefined;
  const nextDeath = () => new Promise<void>((resolve) => (died = resolve));
  const listeners = { told: () => undefined, died: () => died() };
  const thread = new Thread<{ is: 'stop' }, never>(
    'short-lived',
    ENDS,
    undefined,
    listeners,
    createLog('silent'),
  );
  let death = nextDeath();
  thread.start();
  for (const pauseMs of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
    await death;
    death = nextDeath();
    let isRunning = false;
    void thread.running().then(() => (isRunning = true));
    await vi.advanceTimersByTimeAsync(pauseMs - 1);
    expect(isRunning, `within ${pauseMs} ms`).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(isRunning, `after ${pauseMs} ms`).toBe(true);
  }
  await thread.stop({ is: 'stop' });
});
