// Measures how soon a letter is on the other screen, at a round trip of 100 ms, and with 5 % of all packets lost:
// `npm run bench:live-text`.
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import { ask, openSignallingSocket } from '@distansmote/testkit/browser/signallingSocket.ts';
import { makeNearAndFar, startDistantService } from '@distansmote/testkit/network/nearAndFar.ts';
import { TcpProxy } from '@distansmote/testkit/relay/tcpProxy.ts';
import type { Browser, Page } from 'playwright-core';
import { Server } from 'socket.io';
import { median, percentile } from '../join/statistics.ts';

const { values: options } = parseArgs({
  options: {
    letters: { type: 'string', default: '200' },
    /** Between two letters; each time a random part of it. */
    everyMs: { type: 'string', default: '300' },
  },
});
const LETTERS = Number(options.letters);
const EVERY_MS = Number(options.everyMs);
/** One way, between each page and the server. */
const ONE_WAY_MS = 50;
const LOSS_PERCENT = 5;
const PER_LINE = 60;
/** Never the last letter of a line: a line that has ended is shown without it. */
const isSpace = (nth: number) => nth % 6 === 2;
const later = () => pause(Math.random() * EVERY_MS);

/** The floor: each letter as a message of its own through a bare Socket.IO server, on the same line. */
async function measureFloor(): Promise<number[]> {
  const http = createServer();
  const server = new Server(http);
  server.on('connection', (socket) => {
    socket.on('request', (_: string, letter: object, answer: (reply: object) => void) => {
      socket.broadcast.emit('notice', letter);
      answer({ ok: true, reply: {} });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const proxy = await TcpProxy.start(address.port, ONE_WAY_MS);
  const sentAtMs: number[] = [];
  const tookMs: number[] = [];
  const url = `http://127.0.0.1:${proxy.port}`;
  const from = await openSignallingSocket(url, () => undefined);
  const to = await openSignallingSocket(url, (notice) => {
    const { nth } = notice as unknown as { nth: number };
    tookMs.push(performance.now() - (sentAtMs[nth] ?? NaN));
  });
  for (let nth = 0; nth < LETTERS; nth += 1) {
    sentAtMs[nth] = performance.now();
    void ask(from, 'letter', { nth }, 10_000);
    await later();
  }
  while (tookMs.length < LETTERS) await pause(50);
  from.close();
  to.close();
  proxy.close();
  await server.close();
  return tookMs;
}

async function enter(browser: Browser, url: string, callId: string, name: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, locale: 'sv-SE' });
  const page = await context.newPage();
  await page.goto(`/meeting/${callId}`);
  await page.getByLabel('Namn', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Anslut', exact: true }).click();
  await page.getByRole('button', { name: 'Lämna mötet' }).waitFor();
  await page.getByRole('button', { name: /^Direkttext/ }).click();
  await page.getByLabel('Skriv direkttext').waitFor();
  return page;
}

/** @param lossPercent of all packets between the pages and the server */
async function measureOurs(lossPercent: number): Promise<number[]> {
  const beyond = await makeNearAndFar();
  const { server, stop } = await startDistantService(beyond, ONE_WAY_MS);
  const program = beyond.programs.chromium;
  const browser = await launchBrowser('chromium', { framesPerSecond: 5, program });
  try {
    const { callId } = await server.createSpace('Direkttext');
    const from = await enter(browser, server.url, callId, 'Karin');
    const to = await enter(browser, server.url, callId, 'Lars');
    if (lossPercent > 0) await beyond.networks.setFirewall({ lossPercent });
    return await measure(from, to);
  } finally {
    await browser.close();
    await stop();
    await beyond.remove();
  }
}

/** From the key to the frame in which the other page draws the letter; both pages are on this computer's clock. */
async function measure(from: Page, to: Page): Promise<number[]> {
  await from.evaluate(() => {
    const typedAtMs: number[] = [];
    Object.assign(window, { typedAtMs });
    document
      .querySelector('.live-field textarea')
      ?.addEventListener(
        'input',
        () => typedAtMs.push(performance.timeOrigin + performance.now()),
        true,
      );
  });
  await to.evaluate(() => {
    const shownAtMs: number[] = [];
    Object.assign(window, { shownAtMs });
    const look = () => {
      const all = [...document.querySelectorAll('.live-line:not(.is-mine) .live-line-text')];
      const count = all.reduce((sum, line) => sum + (line.textContent ?? '').length, 0);
      requestAnimationFrame(() => {
        while (shownAtMs.length < count) shownAtMs.push(performance.timeOrigin + performance.now());
      });
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  const field = from.getByLabel('Skriv direkttext');
  await field.focus();
  for (let nth = 0; nth < LETTERS; nth += 1) {
    await from.keyboard.press(isSpace(nth) ? 'Space' : 'a');
    if (nth % PER_LINE === PER_LINE - 1) await from.keyboard.press('Enter');
    await later();
  }
  await pause(3_000);
  const typedAtMs = await from.evaluate(
    () => (window as unknown as { typedAtMs: number[] }).typedAtMs,
  );
  const shownAtMs = await to.evaluate(
    () => (window as unknown as { shownAtMs: number[] }).shownAtMs,
  );
  if (shownAtMs.length < LETTERS)
    throw new Error(`only ${shownAtMs.length} of ${LETTERS} letters have arrived`);
  return typedAtMs.map((at, nth) => (shownAtMs[nth] ?? NaN) - at);
}

const rows = [
  ['Direkttext, screen to screen', await measureOurs(0)],
  [`the same with ${LOSS_PERCENT} % loss`, await measureOurs(LOSS_PERCENT)],
  ['floor: a message for each letter, bare Socket.IO', await measureFloor()],
] as const;
console.log('| 100 ms round trip, ms | median | p95 | worst |\n|---|---|---|---|');
for (const [what, tookMs] of rows) {
  const figures = [median(tookMs), percentile(tookMs, 0.95), Math.max(...tookMs)];
  console.log(`| ${what} | ${figures.map((ms) => Math.round(ms)).join(' | ')} |`);
}
