// Several servers: a page at any of them is in the meeting by one click, and needs none when the meeting's own server dies.
import type { Page } from '@playwright/test';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import { type Cluster, startCluster } from '@distansmote/testkit/cluster/startCluster.ts';
import {
  startPostgres,
  type StartedPostgres,
} from '@distansmote/testkit/database/startPostgres.ts';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { expectSeesAndHears } from './support/mediaProof.ts';
import { connectByLink, connectByName, countButton } from './support/meeting.ts';
import { expect, test as base } from './support/test.ts';

const HOLDS = 0;
const OTHER = 1;
const ROOM = /^[\w-]{16}$/;

interface Servers {
  cluster: Cluster;
  databaseUrl: string;
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
    const cluster = await startCluster({ count: 2, databaseUrl });
    await use({ cluster, databaseUrl });
    await cluster.stop();
  },
});

const urlOf = ({ cluster }: Servers, at: number): string => cluster.nodes[at]?.url ?? '';

/** A meeting at the first server, opened by somebody without a browser. */
async function openMeeting(
  servers: Servers,
  open: ReturningPage[],
): Promise<{ space: SpaceDescription; anna: ReturningPage }> {
  const space = await servers.cluster.createSpace('Vårdplanering');
  const urls = [urlOf(servers, HOLDS), urlOf(servers, OTHER)];
  const anna = await ReturningPage.enter({ urls, callId: space.callId, name: 'Anna' });
  open.push(anna);
  expect((await servers.cluster.owners(servers.databaseUrl)).get(space.id)).toBe(HOLDS);
  return { space, anna };
}

/** By which a page's sockets are led, in the order of their opening; null for one without. */
async function roomsOf(page: Page): Promise<(string | null)[]> {
  const rooms: (string | null)[] = [];
  await page.routeWebSocket(/socket\.io/, (socket) => {
    rooms.push(new URL(socket.url()).searchParams.get('room'));
    socket.connectToServer();
  });
  return rooms;
}

const virtual: ReturningPage[] = [];
test.afterEach(() => {
  for (const page of virtual.splice(0)) page.close();
});

test('at another server than the meeting one click leads in, and none is needed when its server is killed', async ({
  servers,
  person,
}) => {
  const { space, anna } = await openMeeting(servers, virtual);
  const baseURL = urlOf(servers, OTHER);
  const [karin, lars] = [await person({ baseURL }), await person({ baseURL })];
  await connectByLink(karin, space.callId, 'Karin');
  await connectByLink(lars, space.callId, 'Lars');
  await expectSeesAndHears(karin, 'Lars');
  await expectSeesAndHears(lars, 'Karin');
  await expect(countButton(karin, 3)).toBeVisible();
  for (const page of [karin, lars]) {
    await expect(page.locator('.toast')).toHaveCount(0);
    await page.evaluate(keepAnnouncements);
  }
  const told = anna.told.length;

  await servers.cluster.nodes[HOLDS]?.end('SIGKILL');
  await expectSeesAndHears(karin, 'Lars');
  await expectSeesAndHears(lars, 'Karin');
  await anna.untilThere(30_000);
  await expect.poll(() => anna.others).toEqual(['Karin', 'Lars']);
  expect(anna.told.length).toBe(told);
  for (const page of [karin, lars]) {
    await expect(countButton(page, 3)).toBeVisible();
    await expect(page.getByText('Förbindelsen är bruten')).toHaveCount(0);
    expect(await page.evaluate(() => window.announced.join(' '))).not.toMatch(
      /anslutit|lämnat|tappade/,
    );
  }
});

test('while a name is typed the server of the meeting dies, and one click leads in', async ({
  servers,
  person,
}) => {
  const { space } = await openMeeting(servers, virtual);
  const karin = await person({ baseURL: urlOf(servers, OTHER) });
  const rooms = await roomsOf(karin);
  await karin.goto(`/meeting/${space.callId}`);
  // Prepared.
  await expect.poll(() => rooms.length).toBe(1);
  await expect
    .poll(() =>
      karin.evaluate(
        () => window.connections.filter((one) => one.connectionState === 'connected').length,
      ),
    )
    .toBe(2);
  await servers.cluster.nodes[HOLDS]?.end('SIGKILL');
  await connectByName(karin, 'Karin');
  await expect(countButton(karin, 2)).toBeVisible();
  // The first socket has waited for the room, which stays the same.
  expect(rooms.length).toBeGreaterThan(1);
  for (const room of rooms) expect(room).toMatch(ROOM);
  expect(new Set(rooms).size).toBe(1);
});

test('a page that a server by itself has sent is in the meeting by one click all the same', async ({
  servers,
  person,
}) => {
  const { space } = await openMeeting(servers, virtual);
  const karin = await person({ baseURL: urlOf(servers, OTHER) });
  await karin.route('**/meeting/*', async (route) => {
    const answer = await route.fetch();
    const html = await answer.text();
    expect(html).toContain('<meta name="cluster">');
    await route.fulfill({ response: answer, body: html.replace('<meta name="cluster">', '') });
  });
  const rooms = await roomsOf(karin);
  await connectByLink(karin, space.callId, 'Karin');
  await expect(countButton(karin, 2)).toBeVisible();
  expect(rooms).toEqual([null, expect.stringMatching(ROOM)]);
});

/** Self-contained: it runs in the page. */
function keepAnnouncements(): void {
  window.announced = [];
  new MutationObserver(() => {
    const text = document.querySelector('.toast')?.textContent;
    if (text) window.announced.push(text);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
