// What a server that has crashed leaves in the database goes away by itself, once nobody needs it.
import { afterAll, expect, test } from 'vitest';
import { TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { DeadRows } from '../src/cluster/deadRows.ts';
import { Nodes } from '../src/cluster/nodes.ts';
import { OpenMeetings } from '../src/cluster/openMeetings.ts';
import { openDatabase } from '../src/storage/database.ts';

const nodes = await TestNodes.create();
const lives = await nodes.start();
const database = await openDatabase({ DATA_DIR: lives.folder, DATABASE_URL: nodes.databaseUrl });
afterAll(async () => {
  await database.destroy();
  await nodes.stop();
});

const SELF = { id: 'looks', address: '', startedAt: '', version: '', protocol: 1 };

test('the row of a crashed server goes a minute after, with its meetings, and no other row', async () => {
  const crashed = await nodes.addNode('http://127.0.0.1:1');
  const other = await nodes.addNode('http://127.0.0.1:2');
  const holders = { AAAAAAAAAAAAAAAA: crashed, BBBBBBBBBBBBBBBB: other };
  for (const [room, nodeId] of Object.entries(holders)) {
    const { id: spaceId } = await lives.makeSpace();
    await nodes.addMeeting({ room, spaceId, nodeId });
  }
  const left = async () => ({
    nodes: (await nodes.query(`select "id" from "nodes"`)).map(({ id }) => String(id)).toSorted(),
    rooms: (await nodes.query(`select "room" from "openMeetings" order by "room"`)).map(
      ({ room }) => room,
    ),
  });
  const all = { nodes: [lives.nodeId, crashed, other].toSorted(), rooms: Object.keys(holders) };
  const rows = new DeadRows(new Nodes(database, SELF), new OpenMeetings(database, SELF.id));
  const poll = async (seconds: number, dead: string[]) => {
    const seen = [crashed, other].map((id) => ({ id, beat: 1 }));
    await rows.polled(seen, (id) => dead.includes(id), seconds * 1_000);
  };
  await poll(0, [crashed, other]);
  // One of them only was away for a while.
  await poll(50, [crashed]);
  await poll(59, [crashed, other]);
  expect(await left()).toEqual(all);
  await poll(61, [crashed, other]);
  expect(await left()).toEqual({
    nodes: [lives.nodeId, other].toSorted(),
    rooms: ['BBBBBBBBBBBBBBBB'],
  });
});

test('one that beats again at the last moment stays, with its meetings', async () => {
  const back = await nodes.addNode('http://127.0.0.1:3');
  const rows = new DeadRows(new Nodes(database, SELF), new OpenMeetings(database, SELF.id));
  const seen = [{ id: back, beat: 1 }];
  await rows.polled(seen, () => true, 0);
  await nodes.query(`update "nodes" set "beat" = 2 where "id" = '${back}'`);
  await rows.polled(seen, () => true, 61_000);
  expect(await nodes.query(`select "id" from "nodes" where "id" = '${back}'`)).toHaveLength(1);
});
