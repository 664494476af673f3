// A smoke test of the campaign: the tables completely, each fuzzer and flood briefly, against the program with 1 GB
// of heap.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Draw } from '@distansmote/testkit/telephone/sipMutations.ts';
import { type Phase, Tally } from './phase.ts';
import { fuzzers, shortFloods, tables } from './phases.ts';
import { Target } from './target.ts';

/** A new seed each time; the one that failed is printed. */
const SEED = Number(process.env['CAMPAIGN_SEED'] ?? Math.floor(Math.random() * 1_000_000));
const SECONDS = 2;
/** No result depends on how long it takes. */
const OPTIONS = { timeout: 240_000, retry: 0 };

let target: Target | undefined;
beforeAll(async () => {
  target = await Target.start();
}, 120_000);
afterAll(() => target?.stop());

async function holdsAgainst(phase: Phase): Promise<void> {
  if (target === undefined) throw new Error('no server');
  const tally = new Tally();
  target.faults.length = 0;
  const endsAt = performance.now() + SECONDS * 1_000;
  await phase.run({ target, draw: new Draw(SEED), endsAt, tally });
  expect(tally.sent.size).toBeGreaterThan(0);
  expect({
    seed: SEED,
    ended: target.ended,
    faults: target.faults,
    broken: [...tally.broken],
  }).toEqual({ seed: SEED, ended: undefined, faults: [], broken: [] });
}

const named = (phases: readonly Phase[]) => phases.map((phase) => [phase.says, phase] as const);

test.each(named(tables))('%s', OPTIONS, (_, phase) => holdsAgainst(phase));
test.each(named(fuzzers))('%s', OPTIONS, (_, phase) => holdsAgainst(phase));
test.each(named(shortFloods))('%s', OPTIONS, (_, phase) => holdsAgainst(phase));
