import { expect, test } from 'vitest';
import type { LogLine } from '@distansmote/testkit/server/program.ts';
import { Reach } from './reach.ts';

const NODE = { id: 'one', address: 'http://10.0.0.11:3000' };

function startReach() {
  const lines: Partial<LogLine>[] = [];
  const closed: string[] = [];
  const network = { isThere: true };
  const reach = new Reach(() => Promise.resolve(network.isThere), {
    warn: (names: object, msg: string) => void lines.push({ ...names, msg }),
  } as ConstructorParameters<typeof Reach>[1]);
  reach.onLost((id) => closed.push(id));
  const poll = async (times: number, others = [NODE]) => {
    for (let at = 0; at < times; at += 1) {
      reach.polled(others);
      await Promise.resolve();
    }
  };
  return { reach, network, lines, closed, poll };
}

test('a server is not reached once nothing has come of three probes in a row, and is again after one', async () => {
  const { reach, network, lines, closed, poll } = startReach();
  await poll(5);
  network.isThere = false;
  await poll(3);
  expect([reach.isReached('one'), closed]).toEqual([true, []]);
  await poll(2);
  expect(reach.isReached('one')).toBe(false);
  // Again each time: a socket may just have been under way.
  expect(closed).toEqual(['one', 'one']);
  network.isThere = true;
  await poll(1);
  expect(reach.isReached('one')).toBe(true);
  const names = { node: 'one', address: NODE.address };
  expect(lines).toEqual([
    { ...names, msg: 'a server of the cluster beats and is not reached from here' },
    { ...names, msg: 'a server of the cluster is reached again' },
  ]);
});

test('a line that loses single probes is not lost', async () => {
  const { reach, network, closed, poll } = startReach();
  for (let at = 0; at < 5; at += 1) {
    network.isThere = false;
    await poll(2);
    network.isThere = true;
    await poll(1);
  }
  expect([reach.isReached('one'), closed]).toEqual([true, []]);
});

test('of a server that beats no more nothing is kept', async () => {
  const { reach, network, closed, poll } = startReach();
  network.isThere = false;
  await poll(4);
  await poll(1, []);
  expect(reach.isReached('one')).toBe(true);
  await poll(3);
  expect(closed).toEqual(['one']);
});
