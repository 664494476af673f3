import { beforeEach, expect, test } from 'vitest';
import { AllowedPorts } from './allowedPorts.ts';

const reachable = new Set<number>();
let ports: AllowedPorts;

beforeEach(() => {
  reachable.clear();
  ports = new AllowedPorts({
    allow: (port) => void reachable.add(port),
    disallow: (port) => void reachable.delete(port),
  });
});

test('a port is reachable as long as something needs it', () => {
  ports.allow('a', 40_000);
  ports.allow('b', 40_000);
  ports.allow('b', 40_000);
  ports.disallow('a');
  expect([...reachable]).toEqual([40_000]);
  ports.disallow('b');
  ports.disallow('b');
  expect([...reachable]).toEqual([]);
});

test('what gets another port does not keep the former', () => {
  ports.allow('a', 40_000);
  ports.allow('a', 40_002);
  expect([...reachable]).toEqual([40_002]);
});
