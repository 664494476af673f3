// TLS between servers of a cluster: by their own addresses, whatever a client calls them.
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { makeCertificates } from '@distansmote/testkit/network/certificates.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';
import { type TestNode, TestNodes } from '@distansmote/testkit/server/testNodes.ts';

const nodes = await TestNodes.create();
afterAll(() => nodes.stop());

/** With a certificate for `subject`. */
async function start(subject: string): Promise<TestNode> {
  const { cert: TLS_CERT, key: TLS_KEY } = await makeCertificates(tempFolder(), [subject]);
  const port = await freePort();
  const CLUSTER_ADDRESS = `https://127.0.0.1:${port}`;
  return nodes.start({ PORT: String(port), CLUSTER_ADDRESS, TLS_CERT, TLS_KEY });
}

/** @returns the room's socket path at `edge`, with Anna in the meeting at `owner`. */
async function openMeeting(owner: TestNode): Promise<string> {
  const { callId } = await owner.makeSpace();
  const room = await nodes.roomOf(owner, callId);
  const anna = await Page.open(owner, { query: { room }, rejectUnauthorized: false });
  onTestFinished(() => anna.close());
  await anna.enter(callId, 'Anna');
  return room;
}

test('a socket is passed on over TLS to the server of that address, also for a client that names another host', async () => {
  const [owner, edge] = [await start('127.0.0.1'), await start('127.0.0.1')];
  const room = await openMeeting(owner);
  for (const transport of ['websocket', 'polling']) {
    const extraHeaders = { Host: 'somebody.else.example' };
    const bo = await Page.open(edge, {
      query: { room },
      extraHeaders,
      transports: [transport],
      // It would check against that host too.
      rejectUnauthorized: false,
    });
    expect(owner.signalling.connectionCount).toBe(2);
    bo.close();
    await vi.waitFor(() => expect(owner.signalling.connectionCount).toBe(1), WAIT_OPTIONS);
  }
});

test('a server whose certificate is for another address gets neither a socket nor the secret', async () => {
  const owner = await start('192.0.2.1');
  const edge = await nodes.start();
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  const room = await openMeeting(owner).finally(
    () => delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'],
  );
  const path = `${edge.url}/socket.io/?EIO=4&transport=polling&room=${room}`;
  expect((await fetch(path)).status).toBe(503);
  // Told in the log, and not tried again.
  expect(edge.clusterSockets?.refusedCounts).toMatchObject({ unreachable: 1, lost: 0 });
});
