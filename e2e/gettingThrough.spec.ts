// Getting through: over UDP, else over TCP on the same port, else by a TURN relay on 443, also through a proxy.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { BrowserName } from '@distansmote/testkit/browser/launchBrowser.ts';
import { MEDIA_PORT, SERVICE, startFarService } from '@distansmote/testkit/network/farService.ts';
import { makeNearAndFar, type NearAndFar } from '@distansmote/testkit/network/nearAndFar.ts';
import { startTest, wayLine } from './support/equipment.ts';
import { iceOrigins, iceWays } from './support/iceWays.ts';
import { connectionCount, expectSeesAndHears } from './support/mediaProof.ts';
import { connectByLink } from './support/meeting.ts';
import { nearBrowsers } from '@distansmote/testkit/network/nearBrowsers.ts';
import { startProxy } from '@distansmote/testkit/network/proxy.ts';
import { run, startInBackground } from '@distansmote/testkit/network/run.ts';
import { expect, test as base } from './support/test.ts';
import { startTurnRelay, TURN_PORT, TURN_SECRET } from '@distansmote/testkit/relay/turnRelay.ts';
import { type FirewallPolicy, whyNoNetworks } from '@distansmote/testkit/network/twoNetworks.ts';

const RELAY = '203.0.113.6';
/** Another computer of the county, which the relay must not reach. */
const STRANGER = '203.0.113.7';
/** The proxy of an office that blocks everything else. */
const PROXY = { address: '203.0.113.8', port: 3128 };
const RELAY_NAME = 'turn.example.org';

interface Beyond extends NearAndFar {
  proxiedPrograms: Record<BrowserName, string>;
}

const test = base.extend<object, { beyond: Beyond }>({
  beyond: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs off the pattern.
    async ({}, use) => {
      const beyond = await makeNearAndFar({
        [RELAY_NAME]: RELAY,
        'stranger.example.org': STRANGER,
        'proxy.example.org': PROXY.address,
      });
      try {
        const { networks, certificates, folder } = beyond;
        const addresses = { relay: RELAY, mediaServer: SERVICE };
        await startTurnRelay(folder, networks.far, addresses, certificates);
        await startProxy(folder, networks.far, PROXY);
        const proxiedFolder = join(folder, 'proxied');
        const proxiedPrograms = await nearBrowsers(proxiedFolder, networks, certificates, PROXY);
        await use({ ...beyond, proxiedPrograms });
      } finally {
        await beyond.remove();
      }
    },
    { scope: 'worker' },
  ],
  // Runs in the far network instead of on this computer.
  server: [
    async ({ beyond: { networks, certificates } }, use) => {
      const server = await startFarService(networks, certificates, {
        TURN_URLS: `turns:${RELAY_NAME}:${TURN_PORT}?transport=tcp`,
        TURN_SECRET,
      });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
});

const why = whyNoNetworks();
test.skip(why !== undefined, why);

const BY_RELAY = 'tls to a relay, then udp';
const cases: { passage: FirewallPolicy; byProxy?: true; name: string; way: string }[] = [
  { passage: 'everything', name: 'an open network: UDP', way: 'udp' },
  // Except to the relay: one this close may respond before Chromium tries TCP, which it would then skip.
  { passage: { tcpTo: SERVICE }, name: 'no UDP: TCP on the same port', way: 'tcp' },
  { passage: { tcpPort: 443 }, name: 'only TCP port 443: a TURN relay by TLS', way: BY_RELAY },
  {
    passage: { tcpPort: PROXY.port },
    byProxy: true,
    name: 'only a proxy, and no names: a TURN relay through it',
    way: BY_RELAY,
  },
];
for (const { passage, byProxy = false, name, way } of cases) {
  test(`${name}: both see and hear`, async ({ beyond, browserName, server, person }) => {
    const { networks, programs, proxiedPrograms } = beyond;
    await networks.setFirewall(passage);
    await networks.setNamesResolvable(!byProxy);
    const { callId } = await server.createSpace('Genom brandväggen');
    const program = (byProxy ? proxiedPrograms : programs)[browserName as BrowserName];
    const karin = await person({ program });
    const lars = await person({ program });
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await expectSeesAndHears(karin, 'Lars');
    await expectSeesAndHears(lars, 'Karin');
    const wanted = `${way} to ${SERVICE}:${MEDIA_PORT}`;
    for (const page of [karin, lars]) {
      await expect.poll(() => iceWays(page)).toEqual([wanted, wanted]);
    }
  });
}

/** Two who see and hear each other through the relay only. */
const relayed = test.extend<{ pages: [Page, Page] }>({
  pages: async ({ beyond: { networks, programs }, browserName, server, person }, use) => {
    await networks.setFirewall({ tcpPort: 443 });
    await networks.setNamesResolvable(true);
    const { callId } = await server.createSpace('Från kontoret till bilen');
    const program = programs[browserName as BrowserName];
    const [karin, lars] = [await person({ program }), await person({ program })];
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await expectSeesAndHears(karin, 'Lars');
    await expectSeesAndHears(lars, 'Karin');
    await use([karin, lars]);
  },
});

/** By the relay again, which sees different clients now: it identifies them by the connections that were cut. */
async function expectRelayedAnew(
  [karin, lars]: [Page, Page],
  cutOff: () => Promise<unknown>,
): Promise<void> {
  const byRelay = expect.stringContaining(RELAY);
  let former: string[] = [];
  const origins = async () => {
    former = [await iceOrigins(karin), await iceOrigins(lars)].flat();
    return former;
  };
  // A busy Firefox does not always report it at once.
  await expect.poll(origins).toEqual([byRelay, byRelay, byRelay, byRelay]);
  await cutOff();
  for (const page of [karin, lars]) {
    const news = async () => (await iceOrigins(page)).filter((one) => !former.includes(one));
    await expect.poll(news, { timeout: 30_000 }).toEqual([byRelay, byRelay]);
  }
  await expectSeesAndHears(karin, 'Lars');
  await expectSeesAndHears(lars, 'Karin');
  const wanted = `${BY_RELAY} to ${SERVICE}:${MEDIA_PORT}`;
  for (const page of [karin, lars]) {
    await expect.poll(() => iceWays(page)).toEqual([wanted, wanted]);
    await expect(page.getByText('Förbindelsen är bruten')).toHaveCount(0);
  }
}

relayed(
  'the computer changes networks: the call continues by the relay',
  async ({ beyond, pages }) => {
    await expectRelayedAnew(pages, beyond.networks.changeNearAddress);
  },
);

relayed(
  'the relay is cut off: the call continues after an ICE restart',
  async ({ beyond, pages }) => {
    const { near } = beyond.networks;
    const before = await Promise.all(pages.map(connectionCount));
    await expectRelayedAnew(pages, () => run([...near, 'ss', '--kill', 'dst', RELAY]));
    // Nothing was rebuilt.
    expect(await Promise.all(pages.map(connectionCount))).toEqual(before);
  },
);

test('the equipment test says which paths are blocked', async ({
  beyond: { networks, programs },
  browserName,
  person,
}) => {
  await networks.setFirewall({ tcpPort: 443 });
  await networks.setNamesResolvable(true);
  const page = await person({ program: programs[browserName as BrowserName] });
  await startTest(page);
  // On a busy machine even the path that gets through may be weak.
  await expect(wayLine(page, 'TURN')).toContainText(/fungerar|är svag/, { timeout: 70_000 });
  await expect(wayLine(page, 'UDP')).toContainText('kommer inte fram');
  await expect(wayLine(page, 'TCP')).toContainText('kommer inte fram');
  await expect(page.getByText('Den bästa vägen är spärrad')).toBeVisible();
});

// No browser is involved.
test('the relay sends to the media server and to nobody else @chromium-only', async ({
  beyond: { networks },
}) => {
  await networks.setFirewall({ tcpPort: 443 });
  const peerPort = '3480';
  for (const address of [SERVICE, STRANGER]) {
    startInBackground([...networks.far, 'turnutils_peer', '-L', address, '-p', peerPort]);
  }
  // Over TLS, with the secret, one message to a peer that echoes it.
  const options = ['-t', '-S', '-c', '-m', '1', '-n', '1', '-W', TURN_SECRET];
  const sendTo = (peer: string) => {
    const to = ['-p', String(TURN_PORT), '-e', peer, '-r', peerPort, RELAY];
    return run([...networks.near, 'turnutils_uclient', ...options, ...to]).catch(String);
  };
  const forbidden = /403 \(Forbidden IP\)/;
  expect(await sendTo(STRANGER)).toMatch(forbidden);
  expect(await sendTo(RELAY)).toMatch(forbidden);
  expect(await sendTo('127.0.0.1')).toMatch(forbidden);
  expect(await sendTo(SERVICE)).toMatch(/tot_recv_msgs=1/);
});
