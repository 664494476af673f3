// When an engine that has failed is asked again.
import { afterEach, expect, test, vi } from 'vitest';
import { EngineHealth, type EngineFailure } from './engineHealth.ts';

afterEach(() => void vi.useRealTimers());

function engine(isThere: () => boolean) {
  vi.useFakeTimers({ toFake: ['performance'] });
  const told: (EngineFailure | undefined)[] = [];
  let probes = 0;
  const health = new EngineHealth(
    async () => {
      probes += 1;
      return isThere();
    },
    (failing) => told.push(failing),
  );
  const pass = async (ms: number) => {
    for (let at = 0; at < ms; at += 100) {
      vi.advanceTimersByTime(100);
      health.tick(performance.now());
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  return { health, told, pass, probes: () => probes };
}

test('it is left alone longer and longer, and told once that it fails and once that it is back', async () => {
  let isThere = false;
  const { health, told, pass, probes } = engine(() => isThere);
  health.failed('unreachable', performance.now());
  health.failed('unreachable', performance.now());
  expect(health.isUsable).toBe(false);
  await pass(60_000);
  // After 1, 2, 4, 8, 16 and then each 30 seconds.
  expect(probes()).toBe(5);
  isThere = true;
  await pass(30_000);
  expect(told).toEqual(['unreachable', undefined]);
  expect(health.isUsable).toBe(true);
});

test('one that is there but fails at each utterance is not asked ever more often', async () => {
  const { health, pass, probes } = engine(() => true);
  for (let at = 0; at < 5; at += 1) {
    health.failed('refused', performance.now());
    await pass(31_000);
  }
  const before = probes();
  health.failed('refused', performance.now());
  await pass(20_000);
  expect(probes()).toBe(before);
  health.failed('refused', performance.now());
  await pass(20_000);
  expect(probes()).toBe(before + 1);
});

test('a busy one is asked again at once', () => {
  const { health, told } = engine(() => true);
  health.failed('busy', performance.now());
  expect(health.isUsable).toBe(true);
  health.succeeded();
  expect(told).toEqual(['busy', undefined]);
});
