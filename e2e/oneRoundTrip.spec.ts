// A join costs one awaited request: counted on the wire between the click and the first decoded frame, with all others unanswered.
import type { Page } from '@playwright/test';
import { received } from './support/mediaProof.ts';
import { connectByLink } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

/** Socket.IO event frames that expect an acknowledgement begin with 42 and an id (socket.io-protocol v5). */
const REQUEST = /^42(\d+)\["request","(\w+)"/;
const ANSWER = /^43(\d+)\[/;
/** Requests that the page must not wait for: here they are never answered. */
const NOT_AWAITED = ['connectTransport', 'tracksReady', 'setVideoSizes', 'readMessages'];

async function recordRequests(page: Page): Promise<string[]> {
  const names: string[] = [];
  const withheld = new Set<string>();
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const [, number = '', name] = REQUEST.exec(String(message)) ?? [];
      if (name !== undefined) names.push(name);
      if (name !== undefined && NOT_AWAITED.includes(name)) withheld.add(number);
      server.send(message);
    });
    server.onMessage((message) => {
      const number = ANSWER.exec(String(message))?.[1];
      if (number === undefined || !withheld.has(number)) socket.send(message);
    });
  });
  return names;
}

test('between the click and the first frame only `join` is awaited', async ({ server, person }) => {
  const space = await server.createSpace('En tur och retur');
  const karin = await person();
  await connectByLink(karin, space.callId, 'Karin');

  const lars = await person();
  const requests = await recordRequests(lars);
  const held: string[] = [];
  await lars.goto(`/meeting/${space.callId}`);
  await lars.getByLabel('Namn', { exact: true }).fill('Lars');
  // Prepared while the name is typed: both transports connected, Karin's two tracks negotiated.
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
  // What is fetched from now on never arrives; WebSocket frames do.
  await lars.route('**/*', (route) => held.push(route.request().url()));
  await lars.getByRole('button', { name: 'Anslut' }).click();
  await expect.poll(async () => (await received(lars)).framesDecoded).toBeGreaterThan(0);

  expect(requests.filter((name) => !NOT_AWAITED.includes(name))).toEqual(['join']);
  // What is not needed for the first frame is fetched half a second later: the requests were held, and nothing waited.
  await expect.poll(() => held.length).toBeGreaterThan(0);
});
