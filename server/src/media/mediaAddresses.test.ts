// Media is announced at addresses where people can reach it, and a start that cannot work is warned of.
import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { addressWarnings, mediaAddresses, type MediaAddressSettings } from './mediaAddresses.ts';

function at(address: string, internal = false): NetworkInterfaceInfo {
  const common = { address, netmask: '', mac: '', internal, cidr: null };
  return address.includes(':')
    ? { ...common, family: 'IPv6', scopeid: 0 }
    : { ...common, family: 'IPv4' };
}

const loopback = { lo: [at('127.0.0.1', true), at('::1', true)] };
const office = { ...loopback, eth0: [at('192.168.1.7'), at('fe80::1'), at('2001:db9::7')] };
const addressesOf = (settings: MediaAddressSettings, interfaces: typeof loopback) =>
  mediaAddresses(settings, interfaces);

test('on a trial the network comes first and loopback last, and link-local never', () => {
  expect(addressesOf({}, office)).toEqual([
    { ip: '192.168.1.7' },
    { ip: '2001:db9::7' },
    { ip: '127.0.0.1' },
  ]);
});

test('a computer with no network still reaches itself', () => {
  expect(addressesOf({}, loopback)).toEqual([{ ip: '127.0.0.1' }]);
});

test('a public service announces no loopback', () => {
  expect(addressesOf({ PUBLIC_URL: 'https://join.example.org' }, office)).toEqual([
    { ip: '192.168.1.7' },
    { ip: '2001:db9::7' },
  ]);
});

test('behind NAT every interface listens and the given address is announced', () => {
  const MEDIA_ANNOUNCED_ADDRESS = ['203.0.114.5', '2001:db9::5'];
  expect(addressesOf({ MEDIA_ANNOUNCED_ADDRESS }, office)).toEqual([
    { ip: '0.0.0.0', announcedAddress: '203.0.114.5' },
    { ip: '::', announcedAddress: '2001:db9::5' },
  ]);
});

test('an announced IPv6 address is left out where the machine has no IPv6', () => {
  const MEDIA_ANNOUNCED_ADDRESS = ['203.0.114.5', '2001:db9::5'];
  const ipv4Only = { eth0: [at('192.168.1.7')], lo: [at('127.0.0.1', true)] };
  expect(addressesOf({ MEDIA_ANNOUNCED_ADDRESS }, ipv4Only)).toEqual([
    { ip: '0.0.0.0', announcedAddress: '203.0.114.5' },
  ]);
});

const publicUrl = 'https://join.example.org';
test.each<[string, MediaAddressSettings, string[], boolean]>([
  ['a public name with private addresses', { PUBLIC_URL: publicUrl }, ['192.168.1.7'], true],
  ['a public name with a carrier NAT address', { PUBLIC_URL: publicUrl }, ['100.64.0.9'], true],
  ['a public name with a unique local address', { PUBLIC_URL: publicUrl }, ['fd00::1'], true],
  ['a public IP with private addresses', { PUBLIC_URL: 'https://8.8.8.8' }, ['10.0.0.2'], true],
  ['a public IPv6 with private ones', { PUBLIC_URL: 'https://[2600::1]' }, ['10.0.0.2'], true],
  [
    'a public name with a public address',
    { PUBLIC_URL: publicUrl },
    ['10.0.0.2', '8.8.8.8'],
    false,
  ],
  ['a private IP with private addresses', { PUBLIC_URL: 'https://10.0.0.2' }, ['10.0.0.2'], false],
  ['a name of the local network', { PUBLIC_URL: 'https://meet.internal' }, ['10.0.0.2'], false],
  ['a bare host name', { PUBLIC_URL: 'https://meet' }, ['10.0.0.2'], false],
  ['no public address at all', {}, ['127.0.0.1'], false],
])('%s', (_, settings, ips, isWarned) => {
  const warnings = addressWarnings(
    settings,
    ips.map((ip) => ({ ip })),
  );
  expect(warnings.length).toBe(isWarned ? 1 : 0);
  if (isWarned)
    for (const told of [...ips, 'MEDIA_ANNOUNCED_ADDRESS']) expect(warnings[0]).toContain(told);
});

test('what is announced counts, not what is listened on', () => {
  const settings = { PUBLIC_URL: publicUrl };
  const behindNat = (announcedAddress: string) =>
    addressWarnings(settings, [{ ip: '0.0.0.0', announcedAddress }]);
  expect(behindNat('8.8.8.8')).toEqual([]);
  expect(behindNat('media.example.org')).toEqual([]);
  expect(behindNat('192.168.1.7')).toHaveLength(1);
});

test('a public service on a machine without a network starts on loopback, and is warned', () => {
  const settings = { PUBLIC_URL: 'https://join.example.org' };
  const addresses = addressesOf(settings, loopback);
  expect(addresses).toEqual([{ ip: '127.0.0.1' }, { ip: '::1' }]);
  expect(addressWarnings(settings, addresses)[0]).toContain('no network address');
});

test('an announced IPv6 address alone stops the start where there is no IPv6', () => {
  const ipv4Only = { eth0: [at('192.168.1.7')], lo: [at('127.0.0.1', true)] };
  expect(() => addressesOf({ MEDIA_ANNOUNCED_ADDRESS: ['2001:db9::5'] }, ipv4Only)).toThrow(
    'MEDIA_ANNOUNCED_ADDRESS is "2001:db9::5"',
  );
});
