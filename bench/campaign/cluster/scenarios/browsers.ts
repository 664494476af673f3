// A meeting of Chromium and Firefox while the node that has it dies, hangs or is restarted: for how long they hear and see nothing.
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { type BrowserName, launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import { scrape } from '@distansmote/testkit/server/scrape.ts';
import type { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { hum } from '@distansmote/testkit/sound/hum.ts';
import { mediaProbe } from '../mediaProbe.ts';
import { type Outcome, problemsOfHolders, seconds } from '../meetings.ts';
import type { Scenario } from '../scenario.ts';
import { makeSpace, type Stage } from '../stage.ts';
import { restartAll } from '../visits.ts';

const SETTLES_MS = 5_000;
const PATIENCE_MS = 60_000;
/** Longer than between two pictures on a busy machine. */
const QUIET_MS = 500;
const MAX_TRIES = 10;
const NAMES: Record<BrowserName, string> = { chromium: 'Karin', firefox: 'Lars' };
const BROWSERS = Object.keys(NAMES) as BrowserName[];

interface Fault {
  name: string;
  says: string;
  aim: string;
  /** Somebody’s sockets have to come by another node than the meeting’s. */
  needsEdge?: true;
  /** As pages that know nothing of getting ready at another node: they move cold. */
  isOld?: true;
  /** @returns numbers of its own. */
  happen(owner: ServerProcess, stage: Stage): Promise<string[] | void> | void;
  repair(owner: ServerProcess, stage: Stage): Promise<unknown> | void;
}

/** The node that passes a page's socket on, if there is one. */
async function edgeOf({ cluster }: Stage): Promise<ServerProcess | undefined> {
  for (const node of cluster.nodes) {
    const passedOn = (await scrape(node)).value('distansmote_cluster_passed_on_sockets') ?? 0;
    if (passedOn > 0) return node;
  }
  return undefined;
}

const FAULTS: Fault[] = [
  {
    name: 'kill',
    says: 'is killed',
    aim: 'sound ≤ 3 s',
    happen: (owner) => owner.end('SIGKILL'),
    repair: (owner) => owner.run(),
  },
  {
    name: 'kill-edge',
    says: 'is reached by another one, which is killed',
    aim: 'media gap ≤ 0.5 s',
    needsEdge: true,
    happen: async (_, stage) => (await edgeOf(stage))?.end('SIGKILL'),
    async repair(_, { cluster }) {
      for (const node of cluster.nodes) if (node.endedBy !== undefined) await node.run();
    },
  },
  {
    name: 'freeze',
    says: 'hangs with its workers',
    aim: 'all back ≤ 10 s',
    happen: (owner) => owner.freeze(),
    repair: (owner) => owner.thaw(),
  },
  {
    name: 'freeze-node-only',
    says: 'hangs, and its workers play on',
    aim: 'all back ≤ 10 s',
    happen: (owner) => owner.freeze('withoutWorkers'),
    repair: (owner) => owner.thaw(),
  },
  {
    name: 'stop',
    says: 'is stopped by SIGTERM',
    aim: 'sound gap ≤ 1.5 s cold, ≤ 0.3 s warm',
    happen: (owner) => owner.end('SIGTERM'),
    repair: (owner) => owner.run(),
  },
  {
    name: 'restart',
    says: 'is restarted by SIGTERM as all others are, one by one, under joins',
    aim: 'sound gap ≤ 0.3 s',
    happen: (_, stage) => restartAll(stage),
    repair: () => undefined,
  },
  {
    name: 'restart-cold',
    says: 'is restarted so, and the pages know nothing of getting ready',
    aim: 'sound gap ≤ 1.5 s',
    isOld: true,
    happen: (_, stage) => restartAll(stage),
    repair: () => undefined,
  },
];

export const browsers: Scenario[] = FAULTS.map((fault): Scenario => ({
  name: `browsers-${fault.name}`,
  says: `Chromium and Firefox are in a meeting, and its node ${fault.says}`,
  aim: fault.aim,
  async run(stage) {
    const voice = await hum();
    const open = await Promise.all(BROWSERS.map((name) => launchBrowser(name, { voice })));
    try {
      return await measure(stage, open, fault);
    } finally {
      await Promise.all(open.map((browser) => browser.close()));
    }
  },
}));

async function measure(stage: Stage, open: Browser[], fault: Fault): Promise<Outcome> {
  const space = await makeSpace(stage, 'Webbläsare');
  const pages: Page[] = [];
  const enterWith = async (browser: Browser, at: number) =>
    pages.push(
      await enterByBrowser(stage, browser, space.callId, NAMES[BROWSERS[at] ?? 'chromium'], fault),
    );
  for (const [at, browser] of open.entries()) await enterWith(browser, at);
  // Of three nodes HAProxy may ask the same for each socket, since a page asks for so much beside it.
  for (let tries = 0; fault.needsEdge && (await edgeOf(stage)) === undefined; tries += 1) {
    if (tries === MAX_TRIES) return { problems: ['all pages came by its node'], numbers: [] };
    await pages.pop()?.close();
    await fetch(`${stage.balancers.roundRobin.url}/health/live`);
    const at = pages.length;
    if (open[at] !== undefined) await enterWith(open[at], at);
  }
  await pause(SETTLES_MS);
  for (const page of pages) await page.evaluate(() => void (window.farewells = []));
  const owner =
    stage.cluster.nodes[(await stage.cluster.owners(stage.readUrl())).get(space.id) ?? -1];
  if (owner === undefined) return { problems: ['no node has the meeting'], numbers: [] };
  const atMs = Date.now();
  const numbers = (await fault.happen(owner, stage)) ?? [];
  const problems: string[] = [];
  await Promise.all(
    pages.map(async (page, at) => {
      for (const kind of ['audio', 'video'] as const) {
        const gap = await gapOf(page, kind, atMs);
        const what = `${BROWSERS[at]}: ${kind}`;
        if (gap === undefined) problems.push(`${what} did not come back`);
        else
          numbers.push(
            `${what} was away for ${seconds(gap.lastedMs)} s, back ${seconds(gap.backAfterMs)} s after`,
          );
      }
    }),
  );
  await fault.repair(owner, stage);
  await pause(SETTLES_MS);
  for (const [at, page] of pages.entries()) {
    const farewells = await page.evaluate(() => window.farewells);
    problems.push(...farewells.map((text) => `${BROWSERS[at]} said: ${text}`));
    if (!(await page.getByRole('button', { name: /^2 deltagare$/ }).isVisible()))
      problems.push(`${BROWSERS[at]} does not show two people`);
  }
  problems.push(...(await problemsOfHolders(stage, [space])));
  return { problems, numbers: numbers.toSorted() };
}

/** @param isOld the page knows nothing of getting ready at another node. */
export async function enterByBrowser(
  stage: Stage,
  browser: Browser,
  callId: string,
  name: string,
  { isOld }: { isOld?: true } = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: stage.balancers.roundRobin.url,
    locale: 'sv-SE',
  });
  const page = await context.newPage();
  if (isOld === true) await page.routeWebSocket(/socket\.io/, withoutWarning);
  await page.addInitScript(mediaProbe);
  await page.goto(`/meeting/${callId}`);
  await page.getByLabel('Namn', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Anslut', exact: true }).click();
  await page.locator('.room[aria-busy=false]').waitFor();
  return page;
}

/** What an old page does not know it ignores, as it does a notice of another name. */
function withoutWarning(socket: WebSocketRoute): void {
  const onward = socket.connectToServer();
  onward.onMessage((message) =>
    socket.send(typeof message === 'string' ? message.replace('"moving"', '"unheard"') : message),
  );
}

/** The longest silence that ended after the fault; undefined if none has ended, or has begun and not ended, in time. */
async function gapOf(page: Page, kind: 'audio' | 'video', faultAtMs: number) {
  const endsAt = performance.now() + PATIENCE_MS;
  // A fault may be noticed late: what follows must have flowed for longer than that.
  const mustFlowUntil = faultAtMs + 15_000;
  while (performance.now() < endsAt) {
    await pause(QUIET_MS);
    const times = await page.evaluate(
      ({ of, from }) => window.mediaArrivals[of].filter((time) => time > from - 1_000),
      { of: kind, from: faultAtMs },
    );
    const isFlowing = Date.now() - (times.at(-1) ?? 0) < QUIET_MS;
    if (Date.now() < mustFlowUntil || !isFlowing) continue;
    const gaps = times.slice(1).map((time, at) => ({
      lastedMs: time - (times[at] ?? time),
      backAfterMs: time - faultAtMs,
    }));
    return gaps.toSorted((a, b) => b.lastedMs - a.lastedMs)[0];
  }
  return undefined;
}
