// One supervisor for threads and child processes: it restarts them when they die, with back-off, and stops them for
// good.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { childProcess } from '../src/platform/childProcess.ts';
import { createLog } from '../src/platform/log.ts';
import { type StartWorker, SupervisedWorker } from '../src/platform/supervisedWorker.ts';
import { workerThread } from '../src/platform/workerThread.ts';
import type { FromEcho, ToEcho } from './supervised/echo.ts';

const ECHO = new URL('./supervised/echo.ts', import.meta.url);
const DATA: ToEcho = { type: 'data', id: 7 };
const KINDS = {
  thread: workerThread<ToEcho, FromEcho>('echo', ECHO, DATA),
  process: childProcess<ToEcho, FromEcho>(ECHO, DATA),
};

/** A supervised worker, and all of its events. */
function supervised(startWorker: StartWorker<ToEcho, FromEcho>) {
  const events: FromEcho[] = [];
  const seen = { exits: 0 };
  const worker = new SupervisedWorker(
    'echo',
    startWorker,
    { onMessage: (message) => events.push(message), onExit: () => (seen.exits += 1) },
    createLog('silent'),
  );
  const starts = () => events.flatMap((one) => (one.type === 'started' ? [one] : []));
  return { worker, events, seen, starts };
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe.each(['thread', 'process'] as const)('a %s', (kind) => {
  it('gets its data at each start, and answers again after a crash', async () => {
    const { worker, events, seen, starts } = supervised(KINDS[kind]);
    worker.start();
    worker.post({ type: 'echo', bytes: Uint8Array.of(1, 255) });
    await eventually(() => events.at(-1), { type: 'echoed', bytes: Uint8Array.of(1, 255) });
    worker.post({ type: 'throw' });
    await eventually(() => seen.exits, 1);
    // Lost, but not an error.
    worker.post({ type: 'echo', bytes: Uint8Array.of(2) });
    await worker.running();
    await eventually(() => starts().map(({ id }) => id), [7, 7]);
    worker.post({ type: 'echo', bytes: Uint8Array.of(3) });
    await eventually(() => events.at(-1), { type: 'echoed', bytes: Uint8Array.of(3) });
    await worker.stop({ type: 'stop' });
  });

  it('exits on its last message, and is not restarted', async () => {
    const { worker, events, seen, starts } = supervised(KINDS[kind]);
    worker.start();
    await eventually(() => starts().length, 1);
    await worker.stop({ type: 'stop' });
    expect(events.at(-1)).toEqual({ type: 'stopped' });
    expect(seen.exits).toBe(0);
    if (kind === 'process') expect(isAlive(starts()[0]?.pid ?? 0)).toBe(false);
  });

  it('that ignores its last message is killed', async () => {
    const { worker, events, seen, starts } = supervised(KINDS[kind]);
    worker.start();
    worker.post({ type: 'ignoreStop' });
    await eventually(() => starts().length, 1);
    await worker.stop({ type: 'stop' });
    expect(events.at(-1)?.type).toBe('started');
    expect(seen.exits).toBe(0);
    if (kind === 'process') expect(isAlive(starts()[0]?.pid ?? 0)).toBe(false);
  });
});

it('a process that ends by a segmentation fault takes nobody with it', async () => {
  const { worker, seen, starts } = supervised(KINDS.process);
  worker.start();
  worker.post({ type: 'segfault' });
  await eventually(() => seen.exits, 1);
  await eventually(() => new Set(starts().map(({ pid }) => pid)).size, 2);
  await worker.stop({ type: 'stop' });
});

describe('the back-off', () => {
  let died: () => void;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    died = () => undefined;
  });
  afterEach(() => vi.useRealTimers());

  /** Exits as soon as it starts. */
  const ENDS = new URL('data:text/javascript,');
  /** Runs until killed. */
  const RUNS = new URL('data:text/javascript,setInterval(()=>{},1000)');

  const workerOf = (file: URL) =>
    new SupervisedWorker<{ type: 'stop' }, never>(
      'short-lived',
      workerThread('short-lived', file, undefined),
      { onMessage: () => undefined, onExit: () => died() },
      createLog('silent'),
    );

  const nextDeath = () => new Promise<void>((resolve) => (died = resolve));

  async function expectStart(
    worker: SupervisedWorker<{ type: 'stop' }, never>,
    pauseMs: number,
  ): Promise<void> {
    let isRunning = false;
    void worker.running().then(() => (isRunning = true));
    await vi.advanceTimersByTimeAsync(pauseMs - 1);
    expect(isRunning, `within ${pauseMs} ms`).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(isRunning, `after ${pauseMs} ms`).toBe(true);
  }

  it('doubles up to half a minute', async () => {
    const worker = workerOf(ENDS);
    let death = nextDeath();
    worker.start();
    for (const pauseMs of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      await death;
      death = nextDeath();
      await expectStart(worker, pauseMs);
    }
    await worker.stop({ type: 'stop' });
  });

  it('starts over after a steady run', async () => {
    const worker = workerOf(RUNS);
    worker.start();
    for (const [ranMs, pauseMs] of [
      [0, 500],
      [9_000, 1_000],
      [11_000, 500],
      [0, 1_000],
    ] as const) {
      await vi.advanceTimersByTimeAsync(ranMs);
      const death = nextDeath();
      await worker.terminateForTest();
      await death;
      await expectStart(worker, pauseMs);
    }
    const stopped = worker.stop({ type: 'stop' });
    await vi.advanceTimersByTimeAsync(3_000);
    await stopped;
  });
});
