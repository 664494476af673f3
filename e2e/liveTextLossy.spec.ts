// Direkttext on a bad line: 5 % of all packets are lost, a round trip takes 100 ms, and the socket is away for ten seconds.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserName } from '@distansmote/testkit/browser/launchBrowser.ts';
import { type Certificates, makeCertificates } from '@distansmote/testkit/network/certificates.ts';
import {
  HTTPS_PORT,
  SERVICE,
  SERVICE_NAME,
  startFarService,
} from '@distansmote/testkit/network/farService.ts';
import { nearBrowsers } from '@distansmote/testkit/network/nearBrowsers.ts';
import {
  makeTwoNetworks,
  type TwoNetworks,
  whyNoNetworks,
} from '@distansmote/testkit/network/twoNetworks.ts';
import { connectByLink, countButton } from './support/meeting.ts';
import { field, live, log, neverRests, openText } from './support/liveText.ts';
import { expect, test as base } from './support/test.ts';

/** The server itself, behind the proxy that delays. */
const OWN_PORT = 8443;
const ONE_WAY_MS = 50;
const AWAY_MS = 10_000;

const proxy = fileURLToPath(new URL('../testkit/relay/tcpProxyProcess.ts', import.meta.url));

interface BadLine {
  networks: TwoNetworks;
  programs: Record<BrowserName, string>;
  certificates: Certificates;
}

const test = base.extend<object, { badLine: BadLine }>({
  badLine: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs off the pattern.
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'distansmote-lossy-'));
      const networks = await makeTwoNetworks({ [SERVICE_NAME]: SERVICE });
      try {
        const certificates = await makeCertificates(folder, [SERVICE_NAME, '127.0.0.1']);
        const programs = await nearBrowsers(folder, networks, certificates);
        await use({ networks, programs, certificates });
      } finally {
        await networks.remove();
        await rm(folder, { recursive: true, force: true });
      }
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ badLine: { networks, certificates } }, use) => {
      const [command = '', ...prefix] = networks.far;
      const where = [`${OWN_PORT}`, `${ONE_WAY_MS}`, `${HTTPS_PORT}`, SERVICE];
      const delaying = spawn(command, [...prefix, process.execPath, proxy, ...where]);
      await once(delaying.stdout, 'data');
      const server = await startFarService(networks, certificates, { PORT: `${OWN_PORT}` });
      await use(server);
      await server.stop();
      delaying.kill();
    },
    { scope: 'worker' },
  ],
});

const why = whyNoNetworks();
test.skip(why !== undefined, why);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('all that two people write arrives whole, also what they wrote while the line was dead', async ({
  badLine: { networks, programs },
  browserName,
  server,
  person,
}) => {
  test.setTimeout(240_000);
  const { callId } = await server.createSpace('Dålig linje');
  const program = programs[browserName as BrowserName];
  const [karin, lars] = [await person({ program }), await person({ program })];
  for (const page of [karin, lars]) await neverRests(page);
  // A network that has just come up may abort the first load.
  await expect(() => karin.goto('/')).toPass();
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await expect(countButton(karin, 2)).toBeVisible();
  await openText(karin);
  await openText(lars);

  await networks.setFirewall({ lossPercent: 5 });
  const sentence = 'Hemtjänsten kommer på tisdagar 😀, om det går bra för dig. ';
  await Promise.all([
    field(karin).pressSequentially(sentence, { delay: 60 }),
    field(lars).pressSequentially('Ja, det går bra, men inte före klockan nio.', { delay: 80 }),
  ]);
  for (let times = 0; times < 20; times += 1) await field(karin).press('Backspace');
  await field(karin).pressSequentially('går det?');
  const written = await field(karin).inputValue();
  await field(karin).press('Enter');
  await field(lars).press('Enter');
  await expect(log(lars)).toContainText(written);
  await expect(log(karin)).toContainText('Ja, det går bra, men inte före klockan nio.');

  // Nothing comes through any more, and nobody knows yet.
  await networks.setFirewall({ noTcpPort: HTTPS_PORT });
  await field(karin).pressSequentially('Skrivet medan linjen var död', { delay: 50 });
  await field(karin).press('Enter');
  await field(karin).pressSequentially('och en rad till');
  await pause(AWAY_MS);
  await networks.setFirewall({ lossPercent: 5 });
  await expect(log(lars)).toContainText('Skrivet medan linjen var död');
  await expect(
    log(lars).or(live(lars, 'Karin')).filter({ hasText: 'och en rad till' }),
  ).toHaveCount(1);
  // Each line once.
  await expect(log(lars).locator('.live-line', { hasText: 'var död' })).toHaveCount(1);
  await expect(log(lars)).not.toContainText('Här saknas text');
});
