// A server that the database does not answer says so, and goes on with the meetings that it has.
import { randomUUID } from 'node:crypto';
import { afterAll, expect, test, vi } from 'vitest';
import { Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { sharedPostgres } from '@distansmote/testkit/database/postgres.ts';
import { TestNodes } from '@distansmote/testkit/server/testNodes.ts';

vi.setConfig({ testTimeout: 60_000 });

const nodes = await TestNodes.create();
const node = await nodes.start();
afterAll(() => nodes.stop());

test('while PostgreSQL hangs the API is refused by name, a meeting goes on, and all is well again afterwards', async () => {
  const postgres = await sharedPostgres();
  const { callId } = await node.makeSpace();
  const room = await nodes.roomOf(node, callId);
  const anna = await Page.open(node, { query: { room } });
  await anna.enter(callId, 'Anna');
  const lookUp = async () => {
    const answer = await fetch(`${node.url}/api/meetings/${callId}`);
    const { title } = (await answer.json()) as { title?: string };
    return [answer.status, title];
  };
  const eventually = { ...WAIT_OPTIONS, timeout: 30_000 };
  postgres.freeze();
  try {
    await vi.waitFor(
      async () => expect(await lookUp()).toEqual([503, 'databaseUnreachable']),
      eventually,
    );
    const text = randomUUID();
    await anna.request('sendMessage', { id: randomUUID(), to: 'everybody', text });
    // A page that comes back to it needs no database.
    const again = await Page.open(node, { query: { room } });
    again.close();
    const elsewhere = `${node.url}/socket.io/?EIO=4&transport=polling&room=AAAAAAAAAAAAAAAA`;
    expect((await fetch(elsewhere)).status).toBe(503);
    expect((await fetch(`${node.url}/health/ready`)).status).toBe(200);
  } finally {
    postgres.thaw();
  }
  await vi.waitFor(async () => expect(await lookUp()).toEqual([200, undefined]), eventually);
  expect(node.meetings.presentCounts.get(callId)).toBe(1);
  anna.close();
});
