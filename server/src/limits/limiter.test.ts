// What is spent comes back in time, what is held comes back when it is released, and the narrowest limit decides.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LimitExceeded, Limiter } from './limiter.ts';
import { HELD, RATES } from './limits.ts';

let limiter: Limiter;
beforeEach(() => {
  vi.useFakeTimers();
  limiter = new Limiter();
});
afterEach(() => {
  vi.useRealTimers();
});

/** How often it may be done before it is refused. */
function countUntilRefused(work: () => void): number {
  for (let count = 0; count < 100_000; count += 1) {
    try {
      work();
    } catch (error) {
      expect(error).toBeInstanceOf(LimitExceeded);
      return count;
    }
  }
  throw new Error('never refused');
}

test('a burst is granted, then what time brings', () => {
  const { burst, perSecond } = RATES.requests.perSocket;
  const ask = () => limiter.consume('requests', { socket: 'a' });
  expect(countUntilRefused(ask)).toBe(burst);
  vi.advanceTimersByTime(3_000);
  expect(countUntilRefused(ask)).toBe(3 * perSecond);
  vi.advanceTimersByTime(3_600_000);
  expect(countUntilRefused(ask)).toBe(burst);
});

test('a refusal says which limit, whose, and how long to wait, and spends nothing of the others', () => {
  const payer = { socket: 'a', address: 'x' };
  countUntilRefused(() => limiter.consume('requests', payer));
  expect(() => limiter.consume('requests', payer)).toThrow(
    expect.objectContaining({ limit: 'requests', scope: 'perSocket', retryAfterSeconds: 1 }),
  );
  const left = countUntilRefused(() => limiter.consume('requests', { address: 'x' }));
  expect(left).toBe(RATES.requests.perAddress.burst - RATES.requests.perSocket.burst);
});

test('many sockets of one address share its account, and no other address does', () => {
  const { burst } = RATES.connectionAttempts.perAddress;
  expect(countUntilRefused(() => limiter.consume('connectionAttempts', { address: 'x' }))).toBe(
    burst,
  );
  limiter.consume('connectionAttempts', { address: 'y' });
});

test('what was charged afterwards may become a debt, that has to be earned back', () => {
  const payer = { socket: 'a' };
  const { burst, perSecond } = RATES.parsing.perSocket;
  limiter.check('parsing', payer);
  limiter.charge('parsing', payer, burst + 5 * perSecond);
  expect(() => limiter.check('parsing', payer)).toThrow(LimitExceeded);
  vi.advanceTimersByTime(4_900);
  expect(() => limiter.check('parsing', payer)).toThrow(LimitExceeded);
  vi.advanceTimersByTime(200);
  limiter.check('parsing', payer);
});

test('what is held is taken from each account until it is released, once', () => {
  const { perAddress } = HELD.connections;
  const holds = Array.from({ length: perAddress }, () =>
    limiter.acquire('connections', { address: 'x' }),
  );
  expect(() => limiter.acquire('connections', { address: 'x' })).toThrow(
    expect.objectContaining({ limit: 'connections', scope: 'perAddress' }),
  );
  expect(limiter.heldBy('connections')).toBe(perAddress);
  limiter.acquire('connections', { address: 'y' });
  holds[0]?.release();
  holds[0]?.release();
  limiter.acquire('connections', { address: 'x' });
  expect(limiter.heldBy('connections', { address: 'x' })).toBe(perAddress);
  expect(() => limiter.acquire('connections', { address: 'x' })).toThrow(LimitExceeded);
});

test('a hold that may not grow stays as it was', () => {
  const hold = limiter.acquire('unsentBytes', { socket: 'a' }, 10);
  expect(() => hold.resize(HELD.unsentBytes.perSocket + 1)).toThrow(LimitExceeded);
  expect(limiter.heldBy('unsentBytes')).toBe(10);
  hold.resize(HELD.unsentBytes.perSocket);
  hold.release();
  expect(limiter.heldBy('unsentBytes')).toBe(0);
});

test('an address that has spent all leaves each of its sockets a share, and no more', () => {
  const { perAddress, share } = RATES.requests;
  limiter.consume('requests', { address: 'a' }, perAddress.burst);
  const ask = (socket: string) => limiter.consume('requests', { socket, address: 'a' });
  for (let asked = 0; asked < share.burst; asked += 1) ask('one');
  expect(() => ask('one')).toThrow('requests perAddress');
  expect(() => ask('another')).not.toThrow();
});

test('what is charged afterwards goes to the share as well', () => {
  const { perAddress, share } = RATES.parsing;
  limiter.charge('parsing', { address: 'a' }, perAddress.burst + 1);
  const payer = { socket: 'one', address: 'a' };
  limiter.check('parsing', payer);
  limiter.charge('parsing', payer, share.burst + 1);
  expect(() => limiter.check('parsing', payer)).toThrow('parsing perAddress');
  expect(() => limiter.check('parsing', { socket: 'another', address: 'a' })).not.toThrow();
});
