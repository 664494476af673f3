// A hostile page of another origin on the same site, opened by a signed-in convener: it reads nothing, and changes
// nothing.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { PROTOCOL } from '@distansmote/shared/protocol.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';

/** What the page tried, with the results. */
interface Attempts {
  /** Calls of Engine.IO's JSONP callback. */
  jsonp: string[];
  webSocket: 'opened' | 'refused';
  /** Responses that requests with cookies could read. */
  read: string;
}

/** The hostile page's script. */
async function attack({ url, protocol }: { url: string; protocol: number }): Promise<Attempts> {
  const jsonp: string[] = [];
  Object.assign(window, { ___eio: [(payload: string) => jsonp.push(payload)] });
  const load = (path: string) =>
    new Promise<void>((done) => {
      const script = document.createElement('script');
      script.src = url + path;
      script.addEventListener('load', () => done());
      script.addEventListener('error', () => done());
      document.head.append(script);
    });
  const polling = '/socket.io/?EIO=4&transport=polling';
  await load(`${polling}&j=0`);
  const [, sid] = /"sid":"([^"]+)"/.exec(jsonp[0] ?? '') ?? [];
  if (sid !== undefined) {
    const body = new URLSearchParams({ d: `40{"protocol":${protocol}}` });
    await fetch(`${url}${polling}&j=0&sid=${sid}`, {
      method: 'POST',
      body,
      mode: 'no-cors',
      credentials: 'include',
    });
    await load(`${polling}&j=0&sid=${sid}`);
  }
  const webSocket = await new Promise<Attempts['webSocket']>((done) => {
    const socket = new WebSocket(
      `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
    );
    socket.addEventListener('open', () => done('opened'));
    socket.addEventListener('error', () => done('refused'));
  });
  const read = await fetch(`${url}/api/spaces`, { credentials: 'include' }).then(
    (answer) => answer.text(),
    () => '',
  );
  // Signs the convener out, or deletes their spaces, if forged requests are carried out.
  await fetch(`${url}/api/session`, {
    method: 'DELETE',
    mode: 'cors',
    credentials: 'include',
  }).catch(() => undefined);
  return { jsonp, webSocket, read };
}

test('a page on another port of the same host gets nothing from the session of a convener', async ({
  person,
  server,
}) => {
  const page = await person();
  await signIn(page);
  const elsewhere = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end('<!doctype html><title>Väder</title>');
  }).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  try {
    // Firefox takes a font whose download is cut off for an error of the navigation.
    await page.evaluate(async () => void (await document.fonts.ready));
    // Same-site, since a site ignores the port: SameSite=Strict cookies are sent.
    await page.goto(`http://localhost:${(elsewhere.address() as AddressInfo).port}/`);
    const attempts = await page.evaluate(attack, { url: server.url, protocol: PROTOCOL });
    expect(attempts).toEqual({ jsonp: [], webSocket: 'refused', read: '' });
    // And the convener is still signed in.
    await page.goto(`${server.url}/spaces`);
    await expect(page.getByRole('button', { name: 'Logga ut' })).toBeVisible();
  } finally {
    elsewhere.close();
  }
});
