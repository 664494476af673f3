import { expect, test } from 'vitest';
import { clusterWarnings, findClusterProblem } from './clusterSettings.ts';

const PUBLIC_URL = 'https://join.example.org';

test('an address that only the machine itself reaches is told of, unless all of it is on that machine', () => {
  for (const CLUSTER_ADDRESS of [
    'http://127.0.0.1:3000',
    'http://localhost:1',
    'http://[::1]:3000',
  ])
    expect(clusterWarnings({ CLUSTER_ADDRESS, PUBLIC_URL })).toEqual([
      expect.stringContaining(`CLUSTER_ADDRESS is ${CLUSTER_ADDRESS}, where only this machine`),
    ]);
  const CLUSTER_ADDRESS = 'http://127.0.0.1:3000';
  expect(clusterWarnings({ CLUSTER_ADDRESS, PUBLIC_URL: 'http://localhost:3000' })).toEqual([]);
  expect(clusterWarnings({ CLUSTER_ADDRESS })).toEqual([]);
  for (const other of [
    'http://10.0.0.11:3000',
    'http://localhost.example.org',
    'http://[fd00::1]:1',
  ])
    expect(clusterWarnings({ CLUSTER_ADDRESS: other, PUBLIC_URL })).toEqual([]);
});

test('an address whose scheme is not the one that the server speaks is told', () => {
  const [http, https] = ['http://10.0.0.11:3000', 'https://node1.example.org:3000'];
  const told = (CLUSTER_ADDRESS: string, settings: object) =>
    clusterWarnings({ CLUSTER_ADDRESS, ...settings });
  for (const tls of [{ TLS_CERT: '/etc/cert.pem' }, { TLS_SELF_SIGNED: true }]) {
    expect(told(http, tls)).toEqual([expect.stringContaining('speaks HTTPS')]);
    expect(told(https, tls)).toEqual([]);
  }
  expect(told(https, {})).toEqual([expect.stringContaining('speaks HTTP:')]);
  expect(told(http, {})).toEqual([]);
});

const GUESTS = {
  MEDIA_PORT: 31_000,
  MEDIA_WORKERS: 2,
  GUEST_WORKERS: 1,
  SIP_MEDIA_PORTS: { first: 32_200, last: 32_599 },
};

test('workers are lent where there are other servers', () => {
  const isSet = (name: string) => name === 'GUEST_WORKERS';
  expect(findClusterProblem(isSet, GUESTS)).toContain('CLUSTER_ADDRESS is missing');
  expect(findClusterProblem(isSet, { ...GUESTS, GUEST_WORKERS: 0 })).toBeUndefined();
  expect(findClusterProblem(() => true, GUESTS)).toBeUndefined();
});

test('other ports of media leave those of pipes between servers free, where workers are lent', () => {
  const problem = (settings: Partial<typeof GUESTS>, isSet = (_name: string) => true) =>
    findClusterProblem(isSet, { ...GUESTS, ...settings });
  for (const MEDIA_PORT of [29_998, 30_999])
    expect(problem({ MEDIA_PORT })).toContain('MEDIA_PORT takes the ports');
  expect(problem({ MEDIA_PORT: 29_997 })).toBeUndefined();
  expect(problem({ MEDIA_PORT: 30_500, GUEST_WORKERS: 0 })).toBeUndefined();
  const phones = { SIP_MEDIA_PORTS: { first: 29_000, last: 30_000 } };
  expect(problem(phones)).toContain('SIP_MEDIA_PORTS takes the ports 29000 to 30000');
  expect(problem(phones, (name) => name !== 'SIP_PORT')).toBeUndefined();
});
