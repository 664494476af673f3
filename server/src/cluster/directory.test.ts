import { pino } from 'pino';
import { expect, test } from 'vitest';
import { BeatObserver } from './beatObserver.ts';
import { Directory, type DirectoryDeps } from './directory.ts';
import type { NodeRow } from './nodes.ts';

const node = (id: string, people: number): NodeRow => ({
  id,
  address: `http://${id}:3000`,
  startedAt: '',
  beat: 1,
  people,
  meetings: 0,
  calls: 0,
  mediaWorkers: 1,
  lentWorkers: 0,
  borrowedWorkers: 0,
  isDraining: 0,
  mustDrain: 0,
  version: '',
  protocol: 1,
});

test('a new meeting goes to the emptiest of the servers that are reached', () => {
  const unreached = new Set<string>();
  const directory = new Directory({
    nodeId: 'self',
    observer: new BeatObserver(),
    isReached: (id: string) => !unreached.has(id),
    log: pino({ enabled: false }),
  } as Partial<DirectoryDeps> as DirectoryDeps);
  directory.polled([node('self', 50), node('empty', 0), node('emptier', 10)]);
  expect(directory.emptiestOther()?.id).toBe('empty');
  unreached.add('empty');
  expect(directory.emptiestOther()?.id).toBe('emptier');
  unreached.add('emptier');
  expect(directory.emptiestOther()).toBeUndefined();
});

test('a server that has started after the latest poll is found by its row', async () => {
  const rows = new Map([['fresh', node('fresh', 0)]]);
  const directory = new Directory({
    nodeId: 'self',
    findNode: (id: string) => Promise.resolve(rows.get(id)),
  } as Partial<DirectoryDeps> as DirectoryDeps);
  directory.polled([node('self', 0)]);
  expect(await directory.find('fresh')).toMatchObject({ address: 'http://fresh:3000' });
  expect(await directory.find('gone')).toBeUndefined();
});
