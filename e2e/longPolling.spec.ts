// Behind a proxy that blocks WebSocket: the whole meeting by long polling, signed in too.
import type { Page } from '@playwright/test';
import { expectSeesAndHears } from './support/mediaProof.ts';
import { connectByName, countButton } from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';

/** Each handshake is answered as by a proxy that knows no WebSocket. */
const blockWebSocket = (page: Page) =>
  page.addInitScript(() => {
    const { WebSocket } = window;
    window.WebSocket = class extends WebSocket {
      constructor() {
        super(`${location.origin.replace('http', 'ws')}/api/blocked`);
      }
    };
  });

test('two people meet by long polling, and the convener is known by her sign-in', async ({
  server,
  person,
}) => {
  const space = await server.createSpace('Gammal proxy');
  const karin = await person();
  await blockWebSocket(karin);
  const polls: string[] = [];
  karin.on('request', (request) => {
    if (request.url().includes('transport=polling')) polls.push(request.method());
  });
  await signIn(karin);
  await karin.goto(`/meeting/${space.callId}`);
  await connectByName(karin, 'Karin');
  expect(polls).toContain('POST');

  const lars = await person({ browser: 'chromium' });
  await lars.goto(`/meeting/${space.callId}`);
  await connectByName(lars, 'Lars');
  // What the server tells arrives, and so do the page's requests.
  await expect(countButton(karin, 2)).toBeVisible();
  await expectSeesAndHears(karin, 'Lars');
  await expectSeesAndHears(lars, 'Karin');

  // Only a convener may, and the socket knows her by the cookie alone.
  await countButton(karin, 2).click();
  await karin.getByRole('button', { name: 'Lås mötet' }).click();
  await expect(karin.getByRole('button', { name: 'Lås upp mötet' })).toBeVisible();
});
