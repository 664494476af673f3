import { describe, expect, it } from 'vitest';
import { IpAccessPolicy, plainAddress } from './ipAccessPolicy.ts';

describe('the access policy', () => {
  it.each([
    ['192.0.2.7', 'trunk'],
    ['::ffff:192.0.2.7', 'trunk'],
    ['192.0.2.8', undefined],
    ['198.51.100.200', 'trunk'],
    ['198.51.101.1', undefined],
    ['203.0.113.9', 'trunk'],
    ['2001:db8::5', 'trunk'],
    ['2001:db9::5', undefined],
    ['no address', undefined],
  ])('knows %s as %s', (address, standing) => {
    const policy = new IpAccessPolicy(
      ['192.0.2.7', '198.51.100.0/24', '::ffff:203.0.113.0/120', '2001:db8::/32'],
      false,
    );
    expect(policy.trustLevelOf(plainAddress(address))).toBe(standing);
  });

  it('ignores strangers, unless there is a password to ask them for', () => {
    expect(new IpAccessPolicy([], false).trustLevelOf('127.0.0.1')).toBeUndefined();
    expect(new IpAccessPolicy([], true).trustLevelOf('127.0.0.1')).toBe('stranger');
  });

  it('limits connections of strangers per address, per IPv6 network and in all', () => {
    let nowMs = 0;
    const policy = new IpAccessPolicy([], true, () => nowMs);
    const connected = (address: string) => {
      let count = 0;
      while (count < 1_000 && policy.mayConnect(address)) count += 1;
      return count;
    };
    expect(connected('2001:db8::1')).toBe(60);
    expect(connected('2001:db8::2')).toBe(0);
    nowMs += 1_000;
    expect(connected('2001:db8::2')).toBe(10);
    expect(connected('192.0.2.1')).toBe(60);
    expect(connected('192.0.2.2')).toBeLessThan(60);
    policy.trust('192.0.2.2');
    expect(connected('192.0.2.2')).toBe(1_000);
  });

  it('limits messages per address, per IPv6 network and of all strangers', () => {
    let nowMs = 0;
    const policy = new IpAccessPolicy([], true, () => nowMs);
    const read = (address: string) => {
      let count = 0;
      while (count < 1_000 && policy.mayRead(address, 'stranger', 'packets')) count += 1;
      return count;
    };
    expect(read('192.0.2.1')).toBe(24);
    nowMs += 1_000;
    expect(read('192.0.2.1')).toBe(4);
    expect(policy.mayRead('192.0.2.2', 'stranger', 'packets')).toBe(true);
    read('2001:db8::1');
    expect(policy.mayRead('2001:db8::2', 'stranger', 'packets')).toBe(false);
    for (let host = 1; host < 50; host += 1) read(`198.51.100.${host}`);
    expect(policy.mayRead('203.0.113.1', 'stranger', 'packets')).toBe(false);
    // On those packets anybody may have written any address.
    expect(policy.mayRead('203.0.113.1', 'stranger', 'connections')).toBe(true);
    expect(policy.mayRead('203.0.113.1', 'trunk', 'packets')).toBe(true);
    policy.trust('203.0.113.1');
    expect(read('203.0.113.1')).toBeGreaterThan(200);
  });
});
