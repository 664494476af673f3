// A client that guesses is delayed, then its numbers are not looked up; mistyping twice or proving more than the number costs nothing.
import type { CallId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RATES } from '../limits/limits.ts';
import { createLog } from '../platform/log.ts';
import type { Space } from '../spaces/spaceStore.ts';
import { type CallIdLookup, createCallIdLookup, type LookupResult } from './callIdLookup.ts';
import { GUESS_LIMITS } from './guessLimits.ts';
import type { LookupClient } from './lookupClient.ts';

const RIGHT = '787544182' as CallId;
const ALSO_RIGHT = '787544183' as CallId;
const WRONG = '999999999' as CallId;
const MAX_DELAY_MS = Math.max(...GUESS_LIMITS.delaysMs);
const { perClient, webTotal, phonesTotal, maxDelayedPerClient, proofDelayMs, windowSeconds } =
  GUESS_LIMITS;

let guesses: CallIdLookup;
let found: Map<CallId, Space>;
const findByCallId = vi.fn(async (callId: CallId) => found.get(callId));
beforeEach(() => {
  vi.useFakeTimers();
  found = new Map([RIGHT, ALSO_RIGHT].map((callId) => [callId, { callId } as Space]));
  guesses = createCallIdLookup({ findByCallId }, GUESS_LIMITS, createLog('silent'));
});
afterEach(() => {
  vi.useRealTimers();
});

const from = (address: string, more: Partial<LookupClient> = {}): LookupClient => ({
  budgetKeys: [`address:${address}`],
  sharedBudget: 'webTotal',
  ...more,
});
const proving = (address: string) => from(address, { hasProof: () => true });

const answerOf = (space: LookupResult) =>
  space === undefined ? 'unknown' : space === 'unchecked' ? space : 'found';

/** The result of a look-up, and its delay by the test's fake clock. */
async function lookUp(callId: CallId, client: LookupClient) {
  const startedAt = Date.now();
  const looking = guesses
    .find(callId, client)
    .then(answerOf)
    .then((answer) => ({ answer, delayedMs: Date.now() - startedAt }));
  // As long as the longest delay; `delayedMs` was read when the answer came.
  await vi.advanceTimersByTimeAsync(MAX_DELAY_MS);
  return looking;
}

async function guessWrong(times: number, client: LookupClient): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    expect(await lookUp(WRONG, client)).toMatchObject({ answer: 'unknown' });
  }
}

test('two wrong numbers cause no delay', async () => {
  await guessWrong(2, from('a'));
  expect(await lookUp(RIGHT, from('a'))).toEqual({ answer: 'found', delayedMs: 0 });
});

test('from the third wrong number on, look-ups are delayed up to a maximum', async () => {
  const delays: number[] = [];
  for (let time = 0; time < 8; time += 1) delays.push((await lookUp(WRONG, from('a'))).delayedMs);
  expect(delays).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 4_000, 4_000]);
  expect(await lookUp(RIGHT, from('a'))).toEqual({ answer: 'found', delayedMs: 4_000 });
  expect(await lookUp(RIGHT, from('b'))).toEqual({ answer: 'found', delayedMs: 0 });
});

test('all telephones share one budget, and the web another', async () => {
  const ringing = (number: string): LookupClient => ({
    budgetKeys: [`caller:${number}`],
    sharedBudget: 'phonesTotal',
  });
  for (let caller = 0; caller < phonesTotal; caller += 1) {
    await guessWrong(1, ringing(`+4670123${caller}`));
  }
  expect(await lookUp(RIGHT, ringing('+46480445511'))).toMatchObject({ answer: 'unchecked' });
  expect(await lookUp(RIGHT, from('a'))).toMatchObject({ answer: 'found' });
  await guessByMany();
  expect(await lookUp(RIGHT, from('b'))).toMatchObject({ answer: 'unchecked' });
  await vi.advanceTimersByTimeAsync(windowSeconds * 1000);
  await guessByMany();
  expect(await lookUp(RIGHT, ringing('+46480445511'))).toMatchObject({ answer: 'found' });
});

test('right numbers neither add failures nor remove them', async () => {
  await guessWrong(3, from('a'));
  for (let time = 0; time < perClient * 2; time += 1) {
    expect(await lookUp(RIGHT, from('a'))).toMatchObject({ answer: 'found' });
  }
  expect(await lookUp(ALSO_RIGHT, from('a'))).toEqual({ answer: 'found', delayedMs: 1_000 });
});

test('failures are forgotten when the window ends', async () => {
  await guessWrong(perClient, from('a'));
  expect(await lookUp(RIGHT, from('a'))).toEqual({ answer: 'unchecked', delayedMs: 0 });
  await vi.advanceTimersByTimeAsync(windowSeconds * 1000);
  expect(await lookUp(RIGHT, from('a'))).toEqual({ answer: 'found', delayedMs: 0 });
});

test('a number that was found before is no guess, until its space is deleted', async () => {
  expect(await lookUp(RIGHT, from('a'))).toMatchObject({ answer: 'found' });
  await guessWrong(perClient - 1, from('a'));
  expect(await lookUp(RIGHT, from('a'))).toEqual({ answer: 'found', delayedMs: 0 });
  found.delete(RIGHT);
  expect(await lookUp(RIGHT, from('a'))).toEqual({ answer: 'unknown', delayedMs: 4_000 });
  // It was known before, but counts as wrong like any other.
  expect(await lookUp(RIGHT, from('a'))).toEqual({ answer: 'unchecked', delayedMs: 0 });
});

test('of many concurrent look-ups only some wait, and no more than the budget are done', async () => {
  await guessWrong(4, from('a'));
  const all = Array.from({ length: maxDelayedPerClient + 30 }, () =>
    guesses.find(WRONG, from('a')).then(answerOf),
  );
  await vi.advanceTimersByTimeAsync(60_000);
  const answers = await Promise.all(all);
  expect(answers.slice(maxDelayedPerClient)).toEqual(Array.from({ length: 30 }, () => 'unchecked'));
  expect(answers.filter((answer) => answer === 'unknown')).toHaveLength(perClient - 4);
  // None is left behind.
  await vi.advanceTimersByTimeAsync(windowSeconds * 1000);
  expect(await lookUp(RIGHT, from('a'))).toMatchObject({ answer: 'found' });
});

test('concurrent guesses do not exceed the budget', async () => {
  const all = Array.from({ length: 200 }, (_, at) =>
    guesses.find(WRONG, from(String(at))).then(answerOf),
  );
  expect((await Promise.all(all)).filter((answer) => answer === 'unknown')).toHaveLength(webTotal);
});

/** Each guesses so little that it is never delayed on its own account. */
async function guessByMany(): Promise<void> {
  for (let guess = 0; guess < webTotal; guess += 1) await guessWrong(1, from(`bot ${guess}`));
}

test('when the shared budget is spent, the number alone is not enough for anybody', async () => {
  await lookUp(RIGHT, from('inside'));
  await guessByMany();
  for (const address of ['bot 1', 'new']) {
    expect(await lookUp(RIGHT, from(address))).toEqual({ answer: 'unchecked', delayedMs: 0 });
    expect(await lookUp(WRONG, from(address))).toEqual({ answer: 'unchecked', delayedMs: 0 });
  }
  expect(await lookUp(RIGHT, proving('new'))).toEqual({ answer: 'found', delayedMs: 0 });
  expect(await lookUp(RIGHT, { budgetKeys: ['account:staff'] })).toMatchObject({
    answer: 'found',
  });
  expect(await lookUp(RIGHT, from('inside'))).toMatchObject({ answer: 'found' });
  await vi.advanceTimersByTimeAsync(windowSeconds * 1000);
  expect(await lookUp(RIGHT, from('new'))).toMatchObject({ answer: 'found' });
});

test('a look-up that is not done draws on no shared budget', async () => {
  await guessWrong(perClient, from('a'));
  for (let time = 0; time < webTotal; time += 1) await lookUp(WRONG, from('a'));
  expect(await lookUp(RIGHT, from('b'))).toMatchObject({ answer: 'found' });
});

test('a right proof is never delayed, and a wrong one proves nothing', async () => {
  await guessWrong(perClient, from('a'));
  expect(await lookUp(RIGHT, proving('a'))).toEqual({ answer: 'found', delayedMs: 0 });
  const lying = from('a', { hasProof: () => false });
  expect(await lookUp(RIGHT, lying)).toEqual({ answer: 'unchecked', delayedMs: 0 });
});

test('after too many wrong proofs every proof takes the same time, and a right one still works', async () => {
  const lying = from('a', { hasProof: () => false });
  for (let time = 0; time < perClient; time += 1) await lookUp(WRONG, lying);
  for (const callId of [RIGHT, WRONG]) {
    expect(await lookUp(callId, lying)).toEqual({ answer: 'unchecked', delayedMs: proofDelayMs });
  }
  expect(await lookUp(RIGHT, proving('a'))).toEqual({ answer: 'found', delayedMs: proofDelayMs });
});

test('of many wrong proofs at once no more than the budget are answered at once', async () => {
  await guessByMany();
  const lying = from('a', { hasProof: () => false });
  const all = await Promise.all(Array.from({ length: perClient + 10 }, () => lookUp(WRONG, lying)));
  expect(all.filter(({ delayedMs }) => delayedMs === 0)).toHaveLength(perClient);
  expect(all.filter(({ delayedMs }) => delayedMs === proofDelayMs)).toHaveLength(10);
});

test('while too many look-ups are waiting, none reaches the database, whose response time would tell', async () => {
  const lying = from('a', { hasProof: () => false });
  for (let time = 0; time < Math.max(perClient, webTotal); time += 1) await lookUp(WRONG, lying);
  const waiting = Array.from({ length: maxDelayedPerClient }, () => guesses.find(WRONG, lying));
  await vi.advanceTimersByTimeAsync(0);
  findByCallId.mockClear();
  expect(await lookUp(RIGHT, lying)).toEqual({ answer: 'unchecked', delayedMs: 0 });
  expect(findByCallId).not.toHaveBeenCalled();
  await Promise.all(waiting);
});

test('once the budget is spent, no look-up reaches the database', async () => {
  await guessByMany();
  findByCallId.mockClear();
  for (const callId of [RIGHT, WRONG]) await lookUp(callId, from('new'));
  expect(findByCallId).not.toHaveBeenCalled();
});

test('a client behind a shared address cannot try numbers until one is known at that address', async () => {
  const { burst } = RATES.lookUps.perAddress;
  for (let time = 0; time < burst; time += 1) await guesses.find(RIGHT, from('office'));
  expect(await guesses.find(RIGHT, from('office'))).toBe('unchecked');
  expect(await lookUp(RIGHT, proving('office'))).toMatchObject({ answer: 'found' });
  expect(await lookUp(RIGHT, from('elsewhere'))).toMatchObject({ answer: 'found' });
});

test('failures count for each key, and the highest count decides', async () => {
  const caller = (number: string): LookupClient => ({
    budgetKeys: [`caller:${number}`, 'trunk:1'],
  });
  for (const number of ['1', '2', '3', '4']) await guessWrong(1, caller(number));
  expect(await lookUp(RIGHT, caller('5'))).toEqual({ answer: 'found', delayedMs: 2_000 });
  expect(await lookUp(RIGHT, { ...caller('1'), budgetKeys: ['caller:1'] })).toMatchObject({
    delayedMs: 0,
  });
});
