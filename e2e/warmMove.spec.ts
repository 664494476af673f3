// A server that is drained: its meetings go to another without a gap in the sound, and nobody on a page notices anything.
import type { Page } from '@playwright/test';
import { type Cluster, startCluster } from '@distansmote/testkit/cluster/startCluster.ts';
import {
  query,
  startPostgres,
  type StartedPostgres,
} from '@distansmote/testkit/database/startPostgres.ts';
import { hum } from '@distansmote/testkit/sound/hum.ts';
import { expectSeesAndHears } from './support/mediaProof.ts';
import { connectByLink, countButton } from './support/meeting.ts';
import { expect, test as base } from './support/test.ts';

interface Servers {
  cluster: Cluster;
  databaseUrl: string;
}

declare global {
  interface Window {
    /** Whatever the page has said of people and of its connection. */
    said: string[];
    /** The longest time without a packet of what is played, in milliseconds, since it was last read. */
    longestGap(): number;
  }
}

const test = base.extend<{ servers: Servers }, { postgres: StartedPostgres }>({
  postgres: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs off the pattern.
    async ({}, use) => {
      const postgres = await startPostgres();
      await use(postgres);
      await postgres.stop();
    },
    { scope: 'worker' },
  ],
  servers: async ({ postgres }, use) => {
    const databaseUrl = await postgres.createDatabase();
    const cluster = await startCluster({ count: 3, databaseUrl });
    await use({ cluster, databaseUrl });
    await cluster.stop();
  },
});

/** Moves the meeting by draining the server that has it. @returns which has it now, by its position. */
async function drainHolder({ cluster, databaseUrl }: Servers, spaceId: string): Promise<number> {
  const holder = async () => (await cluster.owners(databaseUrl)).get(spaceId);
  const former = await holder();
  const address = cluster.addresses[former ?? -1];
  await query(databaseUrl, `update nodes set "mustDrain" = 1 where address = 'http://${address}'`);
  await expect.poll(holder, { timeout: 20_000 }).not.toBe(former);
  await expect
    .poll(async () => (await cluster.held())[former ?? -1]?.meetings, { timeout: 20_000 })
    .toBe(0);
  return (await holder()) ?? -1;
}

test('pages go with their meeting to a second server and a third, and notice nothing', async ({
  servers,
  person,
  browserName,
}) => {
  test.setTimeout(180_000);
  const { cluster } = servers;
  const space = await cluster.createSpace('Vårdplanering');
  const baseURL = cluster.nodes[0]?.url ?? '';
  const options = { baseURL, ...(browserName === 'chromium' && { voice: await hum() }) };
  const pages = [await person(options), await person(options)];
  const [karin, lars] = pages;
  if (karin === undefined || lars === undefined) throw new Error('two are needed');
  await connectByLink(karin, space.callId, 'Karin');
  await connectByLink(lars, space.callId, 'Lars');
  await expectSeesAndHears(karin, 'Lars');
  await expectSeesAndHears(lars, 'Karin');
  for (const page of pages) {
    await expect(page.locator('.toast')).toHaveCount(0);
    await page.evaluate(watch);
  }
  await karin.waitForTimeout(3_000);
  const usual = await gaps(pages);
  for (const which of ['first', 'second']) {
    const connections = await Promise.all(pages.map(liveConnections));
    const holder = await drainHolder(servers, space.id);
    const moving = await gaps(pages);
    console.log(
      `${browserName}, ${which} move: no sound for ${moving.join(' and ')} ms (before it: ${usual.join(' and ')})`,
    );
    expect((await cluster.held())[holder]?.people).toBe(2);
    await expectSeesAndHears(karin, 'Lars');
    await expectSeesAndHears(lars, 'Karin');
    // Nothing of the former media is left.
    await expect
      .poll(() => Promise.all(pages.map(liveConnections)), { timeout: 10_000 })
      .toEqual(connections);
    for (const page of pages) await expect(countButton(page, 2)).toBeVisible();
  }
  for (const page of pages) expect(await page.evaluate(() => window.said)).toEqual([]);
});

test('a page that does not reach the other server in time comes later, by itself, and nobody is told that it left', async ({
  servers,
  person,
}) => {
  test.setTimeout(120_000);
  const { cluster } = servers;
  const space = await cluster.createSpace('Vårdplanering');
  const baseURL = cluster.nodes[0]?.url ?? '';
  const [karin, lars] = [await person({ baseURL }), await person({ baseURL })];
  let isCutOff = false;
  await lars.routeWebSocket(/socket\.io/, async (socket) => {
    if (isCutOff) await socket.close();
    else socket.connectToServer();
  });
  await lars.route(/socket\.io/, (route) => (isCutOff ? route.abort() : route.continue()));
  await connectByLink(karin, space.callId, 'Karin');
  await connectByLink(lars, space.callId, 'Lars');
  await expectSeesAndHears(karin, 'Lars');
  await expect(karin.locator('.toast')).toHaveCount(0);
  await karin.evaluate(watch);
  isCutOff = true;
  await drainHolder(servers, space.id);
  isCutOff = false;
  await expectSeesAndHears(karin, 'Lars');
  await expectSeesAndHears(lars, 'Karin');
  for (const page of [karin, lars]) await expect(countButton(page, 2)).toBeVisible();
  expect(await karin.evaluate(() => window.said)).toEqual([]);
});

const gaps = (pages: Page[]): Promise<number[]> =>
  Promise.all(pages.map((page) => page.evaluate(() => Math.round(window.longestGap()))));

const liveConnections = (page: Page): Promise<number> =>
  page.evaluate(
    () => window.connections.filter(({ connectionState }) => connectionState !== 'closed').length,
  );

/** Self-contained: it runs in the page. */
function watch(): void {
  window.said = [];
  new MutationObserver(() => {
    const toast = document.querySelector('.toast')?.textContent;
    const banner = /(?:Förbindelsen|Anslutningen|Kontakten)[^.]*/.exec(
      document.body.textContent,
    )?.[0];
    for (const text of [toast, banner]) if (text) window.said.push(text);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });

  let longest = 0;
  let latest = 0;
  let latestAt = performance.now();
  setInterval(() => {
    const played = new Set(
      [...document.querySelectorAll('audio')].flatMap(({ srcObject }) =>
        srcObject instanceof MediaStream ? srcObject.getTracks() : [],
      ),
    );
    const stamps = window.connections
      .filter(({ connectionState }) => connectionState !== 'closed')
      .flatMap((connection) => connection.getReceivers())
      .filter(({ track }) => played.has(track))
      .flatMap((receiver) => receiver.getSynchronizationSources())
      .map(({ timestamp }) => timestamp);
    const stamp = Math.max(0, ...stamps);
    const now = performance.now();
    longest = Math.max(longest, now - latestAt);
    if (stamp === latest) return;
    latest = stamp;
    latestAt = now;
  }, 10);
  window.longestGap = () => {
    const gap = longest;
    longest = 0;
    return gap;
  };
}
