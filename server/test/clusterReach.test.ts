// Two servers that live and do not reach each other: sockets between them end, and are refused at once, so that pages come by another.
import { afterAll, expect, test, vi } from 'vitest';
import { Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { silentPort } from '@distansmote/testkit/network/silentPort.ts';
import { TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { probe } from '../src/cluster/probe.ts';

vi.setConfig({ testTimeout: 120_000 });

const EVENTUALLY = { ...WAIT_OPTIONS, timeout: 30_000 };
const silent = await silentPort();
const nodes = await TestNodes.create();
const owner = await nodes.start();
const edge = await nodes.start();
afterAll(async () => {
  await nodes.stop();
  await silent.close();
});

const cut = { address: `http://127.0.0.1:${silent.port}` };

test('a port that answers nothing is no way there; one that refuses is', async () => {
  const at = (port: number) => ({ id: 'x', address: `http://127.0.0.1:${port}` });
  expect(await probe(at(silent.port))).toBe(false);
  expect(await probe(at(await freePort()))).toBe(true);
  expect(await probe(at(owner.port))).toBe(true);
});

test('a socket towards a server that is no longer reached is closed, and comes back once it is reached again', async () => {
  const { callId } = await owner.makeSpace();
  const query = { room: await nodes.roomOf(owner, callId) };
  const anna = await Page.open(owner, { query });
  await anna.enter(callId, 'Anna');
  const bo = await Page.open(edge, { query });
  await bo.enter(callId, 'Bo');
  const lead = ({ address }: { address: string }) =>
    nodes.query(`update "nodes" set "address" = '${address}' where "id" = '${owner.nodeId}'`);
  const dropped = new Promise((resolve) => bo.socket.once('disconnect', resolve));
  await lead(cut);
  await dropped;
  await vi.waitFor(() => expect(edge.clusterSockets?.passedOnCount).toBe(0), EVENTUALLY);
  const opening = `${edge.url}/socket.io/?EIO=4&transport=polling&room=${query.room}`;
  const refused = await fetch(opening);
  expect([refused.status, await refused.json()]).toEqual([
    503,
    expect.objectContaining({ title: 'meetingUnreachable' }),
  ]);
  // The meeting stays where it is.
  expect(owner.meetings.presentCounts.get(callId)).toBe(2);
  await lead({ address: owner.url.replace('localhost', '127.0.0.1') });
  await vi.waitFor(() => {
    // The page of the tests gives up at the first error.
    bo.socket.connect();
    expect(bo.socket.connected).toBe(true);
  }, EVENTUALLY);
  expect(bo.socket.recovered).toBe(true);
  expect(anna.noticeNames).not.toContain('participantLeft');
  bo.close();
  anna.close();
});
