// Direkttext on a bad line: 5 % of all packets are lost, a round trip takes 100 ms, and the socket is away for ten seconds.
import type { BrowserName } from '@distansmote/testkit/browser/launchBrowser.ts';
import { HTTPS_PORT } from '@distansmote/testkit/network/farService.ts';
import { startDistantService } from '@distansmote/testkit/network/nearAndFar.ts';
import { whyNoNetworks } from '@distansmote/testkit/network/twoNetworks.ts';
import { test as base } from './support/beyond.ts';
import { connectByLink, countButton } from './support/meeting.ts';
import { field, live, log, neverRests, openText } from './support/liveText.ts';
import { expect } from './support/test.ts';

const ONE_WAY_MS = 50;
const AWAY_MS = 10_000;

const test = base.extend({
  server: [
    async ({ beyond }, use) => {
      const { server, stop } = await startDistantService(beyond, ONE_WAY_MS);
      await use(server);
      await stop();
    },
    { scope: 'worker' },
  ],
});

const why = whyNoNetworks();
test.skip(why !== undefined, why);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('all that two people write arrives whole, also what they wrote while the line was dead', async ({
  beyond: { networks, programs },
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
