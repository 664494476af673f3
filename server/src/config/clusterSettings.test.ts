import { expect, test } from 'vitest';
import { clusterWarnings } from './clusterSettings.ts';

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
    'https://localhost.example.org',
    'http://[fd00::1]:1',
  ])
    expect(clusterWarnings({ CLUSTER_ADDRESS: other, PUBLIC_URL })).toEqual([]);
});
