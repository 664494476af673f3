// A thread that dies at once, again and again, is started ever more seldom, and for as long as it takes.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from './log.ts';
import { SupervisedWorker } from './supervisedWorker.ts';

let died: () => void;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  died = () => undefined;
});
afterEach(() => {
  vi.useRealTimers();
});

/** What ends as soon as it is started. */
const ENDS = new URL('data:text/javascript,');
/** What runs until it is ended. */
const RUNS = new URL('data:text/javascript,setInterval(()=>{},1000)');

const threadOf = (file: URL) =>
  new SupervisedWorker<{ type: 'stop' }, never>(
    'short-lived',
    file,
    undefined,
    { onMessage: () => undefined, onExit: () => died() },
    createLog('silent'),
  );

const nextDeath = () => new Promise<void>((resolve) => (died = resolve));

async function expectStart(
  thread: SupervisedWorker<{ type: 'stop' }, never>,
  pauseMs: number,
): Promise<void> {
  let isRunning = false;
  void thread.running().then(() => (isRunning = true));
  await vi.advanceTimersByTimeAsync(pauseMs - 1);
  expect(isRunning, `within ${pauseMs} ms`).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isRunning, `after ${pauseMs} ms`).toBe(true);
}

test('the pauses double, up to half a minute', async () => {
  const thread = threadOf(ENDS);
  let death = nextDeath();
  thread.start();
  for (const pauseMs of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
    await death;
    death = nextDeath();
    await expectStart(thread, pauseMs);
  }
  await thread.stop({ type: 'stop' });
});

test('one that has run for a while is started as soon as the first time', async () => {
  const thread = threadOf(RUNS);
  thread.start();
  for (const [ranMs, pauseMs] of [
    [0, 500],
    [9_000, 1_000],
    [11_000, 500],
    [0, 1_000],
  ] as const) {
    await vi.advanceTimersByTimeAsync(ranMs);
    const death = nextDeath();
    await thread.terminateForTest();
    await death;
    await expectStart(thread, pauseMs);
  }
  const stopped = thread.stop({ type: 'stop' });
  await vi.advanceTimersByTimeAsync(3_000);
  await stopped;
});
