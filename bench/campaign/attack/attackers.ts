// Hostile clients, from any address.
import { setTimeout as pause } from 'node:timers/promises';
import { browserCapabilities } from '../../load/browserCapabilities.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import type { Attack } from './phase.ts';

const OPENING_MS = 20_000;

type PageOptions = NonNullable<Parameters<typeof Page.open>[1]>;

export const isTime = ({ endsAt, target }: Attack): boolean =>
  performance.now() < endsAt && target.ended === undefined;

/** Connects from that address. @throws Error if no socket opens. */
export function openPage({ target }: Attack, address: string, options: PageOptions = {}) {
  const { extraHeaders, ...others } = options;
  const opening = Page.open(
    { url: target.url, mediaWorkers: { rtpCapabilities: browserCapabilities } },
    {
      reconnection: false,
      timeout: 10_000,
      extraHeaders: { 'x-forwarded-for': address, ...extraHeaders },
      ...others,
    },
  );
  // A socket closed before it opens emits neither event.
  const late = pause(OPENING_MS, undefined, { ref: false }).then(() => {
    throw new Error('no socket opened');
  });
  return Promise.race([opening, late]);
}

/** Of `count` sockets opened at once, those that were accepted; the tally counts the others. */
export async function openPages(
  attack: Attack,
  count: number,
  addressOf: (index: number) => string,
): Promise<Page[]> {
  const opened = await Promise.allSettled(
    Array.from({ length: count }, (_, index) => openPage(attack, addressOf(index))),
  );
  const pages: Page[] = [];
  for (const one of opened) {
    attack.tally.send('socket');
    if (one.status === 'fulfilled') pages.push(one.value);
    else attack.tally.answer(`socket refused: ${messageOf(one.reason)}`);
  }
  return pages;
}

/** Sends a request, and counts the answer, or that the socket closed meanwhile. */
export async function ask(
  { tally }: Attack,
  page: Page,
  name: string,
  body: unknown,
): Promise<string> {
  tally.send(name);
  const code = await answerTo(page, name, body);
  tally.answer(code, name);
  return code;
}

async function answerTo(page: Page, name: string, body: unknown): Promise<string> {
  if (!page.socket.connected) return 'closed';
  const closed = Promise.withResolvers<string>();
  const onClosed = () => closed.resolve('closed');
  page.socket.once('disconnect', onClosed);
  try {
    return await Promise.race([
      page.ask(name, body).then((answer) => (answer.ok ? 'granted' : answer.refusal.code)),
      closed.promise,
    ]);
  } catch {
    return 'no answer';
  } finally {
    page.socket.off('disconnect', onClosed);
  }
}

/** Sends without waiting for an answer. */
export function shout({ tally }: Attack, page: Page, name: string, body: unknown): void {
  tally.send(name);
  page.socket.emit('request', name, body, (answer) => {
    tally.answer(answer.ok ? 'granted' : answer.refusal.code, name);
  });
}

/** Stops reading from the socket. */
export function stopReading(page: Page): void {
  const { transport } = page.socket.io.engine;
  (transport as unknown as { ws: { pause(): void } }).ws.pause();
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** An HTTP request from that address; counts its status. @returns undefined if there was no response. */
export async function fetchAs(
  { target, tally }: Attack,
  address: string,
  path: string,
  init: RequestInit = {},
): Promise<Response | undefined> {
  const headers = new Headers(init.headers);
  headers.set('x-forwarded-for', address);
  tally.send(init.method ?? 'GET');
  try {
    const answer = await fetch(target.url + path, {
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
      ...init,
      headers,
    });
    tally.answer(String(answer.status), path);
    return answer;
  } catch (error) {
    tally.answer(`no answer: ${messageOf(error)}`);
    return undefined;
  }
}
