// Clients that mean no good, of whatever address they like.
import { setTimeout as pause } from 'node:timers/promises';
import { browserCapabilities } from '../../load/browserCapabilities.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import type { Attack } from './phase.ts';

const OPENING_MS = 20_000;

type PageOptions = NonNullable<Parameters<typeof Page.open>[1]>;

export const isTime = ({ endsAt, target }: Attack): boolean =>
  performance.now() < endsAt && target.ended === undefined;

/** As from that address. @throws Error when no socket opens. */
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
  // One that is closed before it is open says neither.
  const late = pause(OPENING_MS, undefined, { ref: false }).then(() => {
    throw new Error('no socket opened');
  });
  return Promise.race([opening, late]);
}

/** Of so many that are opened at once, those that were let in; the others are in the tally. */
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

/** Asks, and counts how that was answered; a socket that is closed meanwhile counts as that. */
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

/** Sends without waiting for an answer, nor wanting to know it. */
export function shout({ tally }: Attack, page: Page, name: string, body: unknown): void {
  tally.send(name);
  page.socket.emit('request', name, body, (answer) => {
    tally.answer(answer.ok ? 'granted' : answer.refusal.code, name);
  });
}

/** From now on it reads nothing that comes. */
export function stopReading(page: Page): void {
  const { transport } = page.socket.io.engine;
  (transport as unknown as { ws: { pause(): void } }).ws.pause();
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** A request by HTTP as from that address; counts its status. @returns undefined when there was no answer. */
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
