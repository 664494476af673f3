// A join costs one awaited request: counted on the wire between the click and the first decoded frame.
import type { Page } from '@playwright/test';
import { received } from './support/mediaProof.ts';
import { connectByLink } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

/** Socket.IO event frames that expect an answer begin with 42 and its number (socket.io-protocol v5). */
const REQUEST = /^42(\d+)\["request","(\w+)"/;
/** Sent without the page waiting on the answer (signallingClient.send): named here one by one. */
const NOT_AWAITED = ['connectTransport', 'tracksReady'];

function recordRequests(page: Page): string[] {
  const names: string[] = [];
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      const name = REQUEST.exec(String(payload))?.[2];
      if (name !== undefined) names.push(name);
    });
  });
  return names;
}

test('between the click and the first frame only `join` is waited for', async ({
  server,
  person,
}) => {
  const space = await server.createSpace('En tur och retur');
  const karin = await person();
  await connectByLink(karin, space.callId, 'Karin');

  const lars = await person();
  const requests = recordRequests(lars);
  const fetched: string[] = [];
  await lars.goto(`/meeting/${space.callId}`);
  await lars.getByLabel('Namn', { exact: true }).fill('Lars');
  // What is prepared while a name is typed: both transports up, Karin's two tracks negotiated.
  await expect.poll(() => requests).toContain('tracksReady');
  await expect
    .poll(() =>
      lars.evaluate(
        () => window.connections.filter((one) => one.connectionState === 'connected').length,
      ),
    )
    .toBe(2);
  expect((await received(lars)).framesDecoded, 'nothing flows before the click').toBe(0);

  requests.length = 0;
  lars.on('request', (request) => fetched.push(request.url()));
  await lars.getByRole('button', { name: 'Anslut' }).click();
  await expect.poll(async () => (await received(lars)).framesDecoded).toBeGreaterThan(0);

  expect(requests.filter((name) => !NOT_AWAITED.includes(name))).toEqual(['join']);
  expect(fetched, 'no HTTP request either').toEqual([]);
});
