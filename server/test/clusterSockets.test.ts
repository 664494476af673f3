// Sockets that arrive at another server than the one that holds their meeting: they are led there, and nobody notices.
import { randomUUID } from 'node:crypto';
import type { CallId } from '@distansmote/shared/ids.ts';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import type { SignallingSocketOptions } from '@distansmote/testkit/browser/signallingSocket.ts';
import { type TestNode, TestNodes } from '@distansmote/testkit/server/testNodes.ts';

const nodes = await TestNodes.create();
const proxied = { TRUSTED_PROXIES: '127.0.0.1' };
const owner = await nodes.start(proxied);
const edge = await nodes.start(proxied);
const otherEdge = await nodes.start(proxied);
afterAll(() => nodes.stop());

const pages: Page[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) page.close();
  await expectNothingLeft();
});

const expectNothingLeft = () =>
  vi.waitFor(() => {
    expect(edge.clusterSockets?.passedOnCount).toBe(0);
    expect(edge.signalling.heldBy('127.0.0.1')).toBe(0);
    expect(owner.signalling.heldBy('127.0.0.1')).toBe(0);
  }, WAIT_OPTIONS);

async function open(node: TestNode, options: SignallingSocketOptions = {}): Promise<Page> {
  const page = await Page.open(node, options);
  pages.push(page);
  return page;
}

const say = (page: Page, text: string) =>
  page.request('sendMessage', { id: randomUUID(), to: 'everybody', text });

/** A meeting at the owner, with Anna in it. */
async function openMeeting(): Promise<{ callId: CallId; query: { room: string }; anna: Page }> {
  const { callId } = await owner.makeSpace();
  const room = await nodes.roomOf(owner, callId);
  const query = { room };
  const anna = await open(owner, { query });
  await anna.enter(callId, 'Anna');
  return { callId, query, anna };
}

test.each(['websocket', 'polling'])(
  'a page with %s at another server is in the meeting',
  async (transport) => {
    const { callId, query, anna } = await openMeeting();
    const before = owner.signalling.connectionCount;
    const bo = await open(edge, { query, transports: [transport] });
    expect(owner.signalling.connectionCount).toBe(before + 1);
    expect(edge.clusterSockets?.passedOnCount).toBe(transport === 'websocket' ? 1 : 0);
    await bo.enter(callId, 'Bo');
    await anna.waitForNotice('participantJoined', ({ participant }) => participant.name === 'Bo');
    await say(anna, 'Hej!');
    await bo.waitForNotice('messageSent', ({ message }) => message.text === 'Hej!');
    bo.close();
    await anna.waitForNotice('participantLeft');
  },
);
