// Measures how soon people see and hear each other again after a fault, compared with a page that relies on the
// browser: `npm run bench:coming-back`.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { type BrowserName, launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import { startFarService } from '@distansmote/testkit/network/farService.ts';
import { makeNearAndFar } from '@distansmote/testkit/network/nearAndFar.ts';
import { whyNoNetworks } from '@distansmote/testkit/network/twoNetworks.ts';
import { hum } from '@distansmote/testkit/sound/hum.ts';
import { median } from '../join/statistics.ts';
import { type Fault, faults } from './faults.ts';
import { gapProbe } from './gapProbe.ts';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    browsers: { type: 'string', default: 'chromium,firefox' },
    faults: { type: 'string', default: faults.map(({ name }) => name).join(',') },
  },
});

/**
 * The baseline: the same page without its media watchdog, which recovers only when the browser reports a media
 * failure.
 */
const WAYS = ['ours', 'browser alone'] as const;
type Way = (typeof WAYS)[number];
/** Later than this counts as never. */
const PATIENCE_MS = 60_000;
const SETTLES_MS = 4_000;
/** Continuous speech has a packet every 20 ms. */
const MIN_GAP_MS = 100;

const why = whyNoNetworks();
if (why !== undefined) throw new Error(why);
const { networks, certificates, programs, remove } = await makeNearAndFar();
const server = await startFarService(networks, certificates);
const voice = await hum();

async function enter(browser: Browser, way: Way, callId: string, name: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, locale: 'sv-SE' });
  const page = await context.newPage();
  await page.addInitScript(gapProbe);
  if (way === 'browser alone') await page.route(/\/adapt-/, (route) => route.abort());
  await page.goto(`/meeting/${callId}`);
  await page.getByLabel('Namn', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Anslut', exact: true }).click();
  await page.getByRole('button', { name: 'Lämna mötet' }).waitFor();
  return page;
}

/** @returns milliseconds from the end of the fault; undefined if it was not back in time. */
async function measure(browser: Browser, way: Way, fault: Fault): Promise<number | undefined> {
  await networks.setFirewall('everything');
  const { callId } = await server.createSpace('Bench');
  const karin = await enter(browser, way, callId, 'Karin');
  const lars = await enter(browser, way, callId, 'Lars');
  try {
    await pause(SETTLES_MS);
    const faultAt = Date.now();
    const openAt = await fault.happen(networks, server);
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      await pause(500);
      const back = await lars.evaluate(
        ({ kind, from, minGapMs }) => {
          if (kind === 'socket') {
            const isOver = Date.now() - window.brokenSeenAt > 400;
            return isOver ? window.brokenSeenAt : undefined;
          }
          // The end of the longest silence since the fault; packets in flight at that time still arrive.
          const times = window.arrivals.filter((at) => at > from - 200);
          let [longest, end] = [0, 0];
          for (let index = 1; index < times.length; index += 1) {
            const gap = (times[index] ?? 0) - (times[index - 1] ?? 0);
            if (gap > longest) [longest, end] = [gap, times[index] ?? 0];
          }
          const isGoing = Date.now() - (times.at(-1) ?? 0) < 300;
          return isGoing && longest > minGapMs ? end : undefined;
        },
        { kind: fault.until, from: faultAt, minGapMs: MIN_GAP_MS },
      );
      if (back !== undefined) return Math.max(0, back - openAt);
      if (Date.now() > until) return undefined;
    }
  } finally {
    await networks.setFirewall('everything');
    await Promise.all([karin.context().close(), lars.context().close()]);
  }
}

try {
  const wanted = options.faults.split(',');
  const rows: string[] = [];
  for (const name of options.browsers.split(',') as BrowserName[]) {
    const browser = await launchBrowser(name, { program: programs[name], voice });
    for (const fault of faults.filter((one) => wanted.includes(one.name))) {
      const found: Record<Way, (number | undefined)[]> = { ours: [], 'browser alone': [] };
      for (let run = 0; run < Number(options.runs); run += 1) {
        for (const way of WAYS) {
          const ms = await measure(browser, way, fault).catch((error: unknown) => {
            console.error(String(error).split('\n')[0]);
            return undefined;
          });
          found[way].push(ms);
          console.error(`${name} ${fault.name} ${way}: ${ms ?? 'not back'}`);
        }
      }
      const words = WAYS.map((way) => {
        const times = found[way].filter((ms) => ms !== undefined);
        const missing = found[way].length - times.length;
        const spread = `${Math.min(...times)}–${Math.max(...times)}`;
        return times.length === 0
          ? `never (${missing})`
          : `${Math.round(median(times))} (${spread})${missing > 0 ? `, ${missing} never` : ''}`;
      });
      rows.push(`| ${name} | ${fault.describe} | ${words.join(' | ')} |`);
    }
    await browser.close();
  }
  console.log(`| browser | fault | ${WAYS.join(', ms | ')}, ms |\n|---|---|---|---|`);
  console.log(rows.join('\n'));
} finally {
  await server.stop();
  await remove();
}
