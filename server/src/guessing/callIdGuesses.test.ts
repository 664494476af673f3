// Who guesses at call IDs is slowed down, then no number is tried; who mistypes, or can show more than the number, is let on.
import type { CallId } from '@distansmote/shared/ids.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RATES } from '../limits/limits.ts';
import { createLog } from '../platform/log.ts';
import type { Space } from '../spaces/spaceStore.ts';
import { type CallIdGuesses, createCallIdGuesses, type Found } from './callIdGuesses.ts';
import { GUESS_LIMITS } from './guessLimits.ts';
import type { Seeker } from './seeker.ts';

const RIGHT = '787544182' as CallId;
const ALSO_RIGHT = '787544183' as CallId;
const WRONG = '999999999' as CallId;
const MOST_DELAY_MS = Math.max(...GUESS_LIMITS.delaysMs);
const { ofOne, ofWeb, ofPhones, heldBackOfOne, proofDelayMs, windowSeconds } = GUESS_LIMITS;

let guesses: CallIdGuesses;
let found: Map<CallId, Space>;
const findByCallId = vi.fn(async (callId: CallId) => found.get(callId));
beforeEach(() => {
  vi.useFakeTimers();
  found = new Map([RIGHT, ALSO_RIGHT].map((callId) => [callId, { callId } as Space]));
  guesses = createCallIdGuesses({ findByCallId }, GUESS_LIMITS, createLog('silent'));
});
afterEach(() => {
  vi.useRealTimers();
});

const from = (address: string, more: Partial<Seeker> = {}): Seeker => ({
  keys: [`address:${address}`],
  shared: 'ofWeb',
  ...more,
});
const proving = (address: string) => from(address, { proves: () => true });

const answerOf = (space: Found) =>
  space === undefined ? 'unknown' : space === 'notTried' ? space : 'found';

/** What became of a look-up, and how long it was held back by the clock of the test. */
async function lookUp(callId: CallId, seeker: Seeker) {
  const startedAt = Date.now();
  const looking = guesses
    .find(callId, seeker)
    .then(answerOf)
    .then((answer) => ({ answer, heldBackMs: Date.now() - startedAt }));
  // Longer than any is held back; the clock was read when the answer came.
  await vi.advanceTimersByTimeAsync(MOST_DELAY_MS);
  return looking;
}

async function guessWrong(times: number, seeker: Seeker): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    expect(await lookUp(WRONG, seeker)).toMatchObject({ answer: 'unknown' });
  }
}

test('who mistypes twice comes in at once', async () => {
  await guessWrong(2, from('a'));
  expect(await lookUp(RIGHT, from('a'))).toEqual({ answer: 'found', heldBackMs: 0 });
});

test('from the third wrong one on each look-up is held back, longer and longer, but never for long', async () => {
  const delays: number[] = [];
  for (let time = 0; time < 8; time += 1) delays.push((await lookUp(WRONG, from('a'))).heldBackMs);
  expect(delays).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 4_000, 4_000]);
  expect(await lookUp(RIGHT, from('a'))).toEqual({ answer: 'found', heldBackMs: 4_000 });
  expect(await lookUp(RIGHT, from('b'))).toEqual({ answer: 'found', heldBackMs: 0 });
});

test('telephones together have a budget, whoever rings, and the web has another', async () => {
  const ringing = (number: string): Seeker => ({ keys: [`caller:${number}`], shared: 'ofPhones' });
  for (let caller = 0; caller < ofPhones; caller += 1) {
    await guessWrong(1, ringing(`+4670123${caller}`));
  }
  expect(await lookUp(RIGHT, ringing('+46480445511'))).toMatchObject({ answer: 'notTried' });
  expect(await lookUp(RIGHT, from('a'))).toMatchObject({ answer: 'found' });
  await guessByMany();
  expect(await lookUp(RIGHT, from('b'))).toMatchObject({ answer: 'notTried' });
  await vi.advanceTimersByTimeAsync(windowSeconds * 1000);
  await guessByMany();
  expect(await lookUp(RIGHT, ringing('+46480445511'))).toMatchObject({ answer: 'found' });
});

test('right ones add nothing, and take nothing away', async () => {
  await guessWrong(3, from('a'));
  for (let time = 0; time < ofOne * 2; time += 1) {
    expect(await lookUp(RIGHT, from('a'))).toMatchObject({ answer: 'found' });
  }
  expect(await lookUp(ALSO_RIGHT, from('a'))).toEqual({ answer: 'found', heldBackMs: 1_000 });
});

test('after some minutes it is forgotten', async () => {
  await guessWrong(ofOne, from('a'));
  expect(await lookUp(RIGHT, from('a'))).toEqual({ answer: 'notTried', heldBackMs: 0 });
  await vi.advanceTimersByTimeAsync(windowSeconds * 1000);
  expect(await lookUp(RIGHT, from('a'))).toEqual({ answer: 'found', heldBackMs: 0 });
});

test('a number that was right is no guess at the next request, until its space is gone', async () => {
  expect(await lookUp(RIGHT, from('a'))).toMatchObject({ answer: 'found' });
  await guessWrong(ofOne - 1, from('a'));
  expect(await lookUp(RIGHT, from('a'))).toEqual({ answer: 'found', heldBackMs: 0 });
  found.delete(RIGHT);
  expect(await lookUp(RIGHT, from('a'))).toEqual({ answer: 'unknown', heldBackMs: 4_000 });
  // Known as it was, it was a wrong one like any other.
  expect(await lookUp(RIGHT, from('a'))).toEqual({ answer: 'notTried', heldBackMs: 0 });
});

test('of many at once only so many are held back, and no more than the budget are tried', async () => {
  await guessWrong(4, from('a'));
  const all = Array.from({ length: heldBackOfOne + 30 }, () =>
    guesses.find(WRONG, from('a')).then(answerOf),
  );
  await vi.advanceTimersByTimeAsync(60_000);
  const answers = await Promise.all(all);
  expect(answers.slice(heldBackOfOne)).toEqual(Array.from({ length: 30 }, () => 'notTried'));
  expect(answers.filter((answer) => answer === 'unknown')).toHaveLength(ofOne - 4);
  // None is left behind.
  await vi.advanceTimersByTimeAsync(windowSeconds * 1000);
  expect(await lookUp(RIGHT, from('a'))).toMatchObject({ answer: 'found' });
});

test('many at once are no more than the budget', async () => {
  const all = Array.from({ length: 200 }, (_, at) =>
    guesses.find(WRONG, from(String(at))).then(answerOf),
  );
  expect((await Promise.all(all)).filter((answer) => answer === 'unknown')).toHaveLength(ofWeb);
});

/** Each guesses so little that it is never held back for itself. */
async function guessByMany(): Promise<void> {
  for (let guess = 0; guess < ofWeb; guess += 1) await guessWrong(1, from(`bot ${guess}`));
}

test('when all together guess too much, the number alone will not do for anybody', async () => {
  await lookUp(RIGHT, from('inside'));
  await guessByMany();
  for (const address of ['bot 1', 'new']) {
    expect(await lookUp(RIGHT, from(address))).toEqual({ answer: 'notTried', heldBackMs: 0 });
    expect(await lookUp(WRONG, from(address))).toEqual({ answer: 'notTried', heldBackMs: 0 });
  }
  expect(await lookUp(RIGHT, proving('new'))).toEqual({ answer: 'found', heldBackMs: 0 });
  expect(await lookUp(RIGHT, { keys: ['account:staff'] })).toMatchObject({
    answer: 'found',
  });
  expect(await lookUp(RIGHT, from('inside'))).toMatchObject({ answer: 'found' });
  await vi.advanceTimersByTimeAsync(windowSeconds * 1000);
  expect(await lookUp(RIGHT, from('new'))).toMatchObject({ answer: 'found' });
});

test('whose number is not tried uses up nobody else’s budget', async () => {
  await guessWrong(ofOne, from('a'));
  for (let time = 0; time < ofWeb; time += 1) await lookUp(WRONG, from('a'));
  expect(await lookUp(RIGHT, from('b'))).toMatchObject({ answer: 'found' });
});

test('a proof that is right is never held back, and a wrong one speaks for nobody', async () => {
  await guessWrong(ofOne, from('a'));
  expect(await lookUp(RIGHT, proving('a'))).toEqual({ answer: 'found', heldBackMs: 0 });
  const lying = from('a', { proves: () => false });
  expect(await lookUp(RIGHT, lying)).toEqual({ answer: 'notTried', heldBackMs: 0 });
});

test('after too many wrong proofs each takes the same time, right or wrong, and a right one does all the same', async () => {
  const lying = from('a', { proves: () => false });
  for (let time = 0; time < ofOne; time += 1) await lookUp(WRONG, lying);
  for (const callId of [RIGHT, WRONG]) {
    expect(await lookUp(callId, lying)).toEqual({ answer: 'notTried', heldBackMs: proofDelayMs });
  }
  expect(await lookUp(RIGHT, proving('a'))).toEqual({ answer: 'found', heldBackMs: proofDelayMs });
});

test('while too many wait for the clock, no number is asked of the database, whose time would tell', async () => {
  const lying = from('a', { proves: () => false });
  for (let time = 0; time < Math.max(ofOne, ofWeb); time += 1) await lookUp(WRONG, lying);
  const waiting = Array.from({ length: heldBackOfOne }, () => guesses.find(WRONG, lying));
  await vi.advanceTimersByTimeAsync(0);
  findByCallId.mockClear();
  expect(await lookUp(RIGHT, lying)).toEqual({ answer: 'notTried', heldBackMs: 0 });
  expect(findByCallId).not.toHaveBeenCalled();
  await Promise.all(waiting);
});

test('once numbers are not tried, none is asked of the database', async () => {
  await guessByMany();
  findByCallId.mockClear();
  for (const callId of [RIGHT, WRONG]) await lookUp(callId, from('new'));
  expect(findByCallId).not.toHaveBeenCalled();
});

test('who shares an address with others cannot try numbers without end until one is known there', async () => {
  const { burst } = RATES.lookUps.perAddress;
  for (let time = 0; time < burst; time += 1) await guesses.find(RIGHT, from('office'));
  expect(await guesses.find(RIGHT, from('office'))).toBe('notTried');
  expect(await lookUp(RIGHT, proving('office'))).toMatchObject({ answer: 'found' });
  expect(await lookUp(RIGHT, from('elsewhere'))).toMatchObject({ answer: 'found' });
});

test('of several keys each is counted, and the worst decides', async () => {
  const caller = (number: string): Seeker => ({
    keys: [`caller:${number}`, 'trunk:1'],
  });
  for (const number of ['1', '2', '3', '4']) await guessWrong(1, caller(number));
  expect(await lookUp(RIGHT, caller('5'))).toEqual({ answer: 'found', heldBackMs: 2_000 });
  expect(await lookUp(RIGHT, { ...caller('1'), keys: ['caller:1'] })).toMatchObject({
    heldBackMs: 0,
  });
});
