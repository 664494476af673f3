// Rings are paid for by accounts, spaces and numbers, at all servers of a cluster together, and begin anew after a day.
import { startCountingNodes } from '@distansmote/testkit/database/sharedCounts.ts';
import type { ParticipantId, SpaceId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { countInMemory } from '../src/guessing/memoryCounts.ts';
import { RING_LIMITS } from '../src/limits/ringLimits.ts';
import { RingBudgets } from '../src/ringing/ringBudgets.ts';

const limits = { ...RING_LIMITS, perAccount: 4, perSpace: 6, perNumber: 3, ownPerSpace: 3 };
const DAY_MS = RING_LIMITS.windowSeconds * 1000;
const space = (id: string, ownerId: string | null = 'karin') => ({ id: id as SpaceId, ownerId });
const person = (id: string) => id as ParticipantId;
const numbers = Array.from({ length: 20 }, (_, at) => `+4670123450${at}`);
const [first = '', second = ''] = numbers;

describe.each(['one process', 'three nodes'])('of %s', (kind) => {
  let nodes: [RingBudgets, RingBudgets, RingBudgets];
  let pass: (ms: number) => Promise<unknown>;

  beforeEach(async () => {
    if (kind === 'one process') {
      vi.useFakeTimers();
      const alone = new RingBudgets(countInMemory, limits);
      nodes = [alone, alone, alone];
      pass = (ms) => vi.advanceTimersByTimeAsync(ms);
      return;
    }
    const started = await startCountingNodes();
    const [a, b, c] = started.nodes;
    nodes = [
      new RingBudgets(a.counts.open, limits),
      new RingBudgets(b.counts.open, limits),
      new RingBudgets(c.counts.open, limits),
    ];
    pass = started.pass;
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Each time another node. */
  function next(): RingBudgets {
    const [a, b, c] = nodes;
    nodes = [b, c, a];
    return a;
  }
  const spent = (ringing: Promise<void>) =>
    expect(ringing).rejects.toMatchObject({ code: 'ringsSpent' });

  test('an account has its own, in all its spaces', async () => {
    for (let ring = 0; ring < limits.perAccount; ring += 1)
      await next().charge('karin', space(`space ${ring}`), numbers[ring] ?? '');
    await spent(next().charge('karin', space('one more'), numbers[10] ?? ''));
    await next().charge('anna', space('one more'), numbers[10] ?? '');
    await pass(DAY_MS);
    await next().charge('karin', space('one more'), numbers[10] ?? '');
  });

  test('a space has its own, whoever rings', async () => {
    for (let ring = 0; ring < limits.perSpace; ring += 1)
      await next().charge(`account ${ring}`, space('a'), numbers[ring] ?? '');
    await spent(next().charge('one more', space('a'), numbers[10] ?? ''));
    await next().charge('one more', space('b'), numbers[10] ?? '');
  });

  test('a number is rung so often and no more, from wherever', async () => {
    for (let ring = 0; ring < limits.perNumber; ring += 1)
      await next().charge(`account ${ring}`, space(`space ${ring}`), first);
    await spent(next().charge('one more', space('one more'), first));
    await spent(next().chargeOwn(person('elsa'), space('one more'), first));
    // What was refused has cost nothing.
    await next().charge('one more', space('one more'), second);
  });

  test('many at once are no more than the limit', async () => {
    const all = await Promise.allSettled(
      numbers.map((number, ring) => next().charge('karin', space(`space ${ring}`), number)),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(limits.perAccount);
  });

  test('numbers of their own are few for a person and for a space, and its owner pays', async () => {
    for (let ring = 0; ring < limits.ownPerPerson; ring += 1)
      await next().chargeOwn(person('elsa'), space('a'), numbers[ring] ?? '');
    await spent(
      next().chargeOwn(person('elsa'), space('a', 'owner of another'), numbers[10] ?? ''),
    );
    await spent(next().chargeOwn(person('nils'), space('a'), numbers[10] ?? ''));
    await next().chargeOwn(person('nils'), space('b'), numbers[10] ?? '');
    await spent(next().charge('karin', space('c'), numbers[11] ?? ''));
    // A space that was made by a system has nobody else to pay.
    await next().chargeOwn(person('olle'), space('c', null), numbers[12] ?? '');
  });
});
