// A page of another origin of the same site, opened by a convener who is signed in: it gets nothing, and does nothing.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { PROTOCOL } from '@distansmote/shared/protocol.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';

/** What the page tried, and what came of it. */
interface Attempts {
  /** What Engine.IO's JSONP called back with. */
  jsonp: string[];
  webSocket: 'opened' | 'refused';
  /** What a request with cookies could read. */
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
  // Signs the convener out, or deletes their spaces, where forged requests are carried out.
  await fetch(`${url}/api/session`, {
    method: 'DELETE',
    mode: 'cors',
    credentials: 'include',
  }).catch(() => undefined);
  return { jsonp, webSocket, read };
}

test('a page of another port of the same host reads nothing with the session of a convener', async ({
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
    // The same site, since ports do not count in it: cookies that are SameSite=Strict go along.
    await page.goto(`http://localhost:${(elsewhere.address() as AddressInfo).port}/`);
    const attempts = await page.evaluate(attack, { url: server.url, protocol: PROTOCOL });
    expect(attempts).toEqual({ jsonp: [], webSocket: 'refused', read: '' });
    // And the convener is signed in as before.
    await page.goto(`${server.url}/spaces`);
    await expect(page.getByRole('button', { name: 'Logga ut' })).toBeVisible();
  } finally {
    elsewhere.close();
  }
});
