// "Ring i stället": a real telephone takes over the audio of somebody in a browser, under their name, and gives it
// back.
import type { Page } from '@playwright/test';
import { redirectMedia } from '@distansmote/testkit/relay/redirectMedia.ts';
import { UdpRelay } from '@distansmote/testkit/relay/udpRelay.ts';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { hum } from '@distansmote/testkit/sound/hum.ts';
import { connectByLink, connectByName, countButton, tileOf } from './support/meeting.ts';
import { type Telephone, whyNoTelephone } from '@distansmote/testkit/telephone/telephone.ts';
import {
  HEARD,
  openCallInstead,
  PHONE_NUMBER,
  ring,
  test,
  UNHEARD,
  voicesIn,
} from './support/telephones.ts';
import { expect } from './support/test.ts';

const why = whyNoTelephone();
test.skip(why !== undefined, why);

const BY_PHONE = 'Du hör och talar genom telefonen.';
const OF_TELEPHONE = 430;
/** Firefox's own fake microphone emits a tone by itself. */
const OF_BROWSER = 1_000;

async function ringInstead(page: Page, telephone: Telephone, sipPort: number): Promise<void> {
  const digits = await openCallInstead(page);
  await expectNoViolations(page, 'call instead');
  await ring(telephone, sipPort, digits);
  await expect(page.getByText(BY_PHONE)).toBeVisible();
  // Closes by itself when it is no longer needed.
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** The number of audio packets that the page has received so far. */
function soundPackets(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let packets = 0;
    for (const connection of window.connections) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (await window.statsOf(connection)).values()) {
        const one = report as Record<string, number | string | undefined>;
        if (one['type'] === 'inbound-rtp' && one['kind'] === 'audio')
          packets += Number(one['packetsReceived'] ?? 0);
      }
    }
    return packets;
  });
}

/** Whether any audio arrives within two seconds. */
async function getsSound(page: Page): Promise<boolean> {
  const before = await soundPackets(page);
  await page.waitForTimeout(2_000);
  return (await soundPackets(page)) > before + 5;
}

test('the telephone speaks and hears under the same name; the page takes the audio back', async ({
  server,
  sipPort,
  person,
  telephone,
  browserName,
}) => {
  const space = await server.createSpace('Ring i stället');
  const voice = browserName === 'firefox' ? {} : { voice: await hum(OF_BROWSER) };
  const karin = await person(voice);
  await connectByLink(karin, space.callId, 'Karin');
  const elsa = await person(voice);
  await connectByLink(elsa, space.callId, 'Elsa');
  await expect.poll(() => voicesIn(karin)).toEqual(['audio/opus']);

  const phone = await telephone({ number: '+46480445511', hertz: OF_TELEPHONE });
  await ringInstead(elsa, phone, sipPort);
  await expectNoViolations(elsa, 'by telephone');
  await expect(countButton(karin, 2)).toBeVisible();
  await expect.poll(() => voicesIn(karin)).toEqual(['audio/PCMA']);
  await expect(tileOf(karin, 'Elsa')).toHaveClass(/is-speaking/);
  await expect.poll(() => phone.hears(OF_BROWSER)).toBeGreaterThan(HEARD);
  await expect.poll(() => phone.hears(OF_TELEPHONE)).toBeLessThan(UNHEARD);
  expect(await getsSound(elsa), 'sound at the page as well').toBe(false);
  // The video continues unchanged, and the reception check covers the telephone.
  await expect(elsa.getByText('Alla ser och hör dig.')).toBeVisible();
  await expect(karin.getByText('Alla ser och hör dig.')).toBeVisible();
  await countButton(karin, 2).click();
  await expect(karin.locator('.person', { hasText: 'Elsa' })).toContainText('talar i telefon');

  // One microphone, controlled from either side.
  await elsa.getByRole('button', { name: /Stäng av mikrofonen|Mikrofon/ }).click();
  await expect(tileOf(karin, 'Elsa').getByText('Mikrofonen är av')).toHaveCount(1);
  await phone.key('*6');
  await expect(tileOf(karin, 'Elsa').getByText('Mikrofonen är av')).toHaveCount(0);

  await elsa.getByRole('button', { name: 'Ta tillbaka ljudet hit' }).click();
  await expect.poll(() => phone.events, { timeout: 30_000 }).toContain('CALL_CLOSED');
  await expect(elsa.getByText(BY_PHONE)).toHaveCount(0);
  await expect(tileOf(karin, 'Elsa').getByText('Mikrofonen är av')).toHaveCount(1);
  await expect.poll(() => getsSound(elsa)).toBe(true);
  await elsa.getByRole('button', { name: 'Slå på mikrofonen' }).first().click();
  await expect.poll(() => voicesIn(karin)).toEqual(['audio/opus']);
});

test('somebody who loses the page stays by telephone, and finds it again when the page is back', async ({
  server,
  sipPort,
  person,
  telephone,
  browserName,
}) => {
  const space = await server.createSpace('Sidan försvinner');
  const karin = await person({ browser: 'chromium' });
  await connectByLink(karin, space.callId, 'Karin');
  const elsa = await person();
  await connectByLink(elsa, space.callId, 'Elsa');
  const phone = await telephone({ number: '+46480445511', hertz: OF_TELEPHONE });
  await ringInstead(elsa, phone, sipPort);
  await elsa.getByRole('button', { name: 'Räck upp handen' }).click();
  await expect(elsa.getByRole('button', { name: 'Ta ner handen' })).toBeVisible();
  await elsa.reload();
  await expect(tileOf(karin, 'Elsa')).toBeVisible();
  // The server notices only after a while that Firefox's page is gone.
  if (browserName === 'chromium')
    await expect(tileOf(karin, 'Elsa').locator('video')).toHaveCount(0);
  await expect.poll(() => voicesIn(karin)).toEqual(['audio/PCMA']);
  await expect(countButton(karin, 2)).toBeVisible();

  await connectByName(elsa, 'Elsa');
  await expect(elsa.getByText(BY_PHONE)).toBeVisible();
  await expect(elsa.getByRole('button', { name: 'Ta ner handen' })).toBeVisible();
  await phone.key('*1');
  await expect(elsa.getByRole('button', { name: 'Räck upp handen' })).toBeVisible();
  await expect(tileOf(karin, 'Elsa').locator('video')).toBeVisible();
  await expect.poll(() => voicesIn(karin)).toEqual(['audio/PCMA']);
  await elsa.getByRole('button', { name: 'Ta tillbaka ljudet hit' }).focus();
  phone.hangUp();
  await expect(elsa.getByText(BY_PHONE)).toHaveCount(0);
  // The focused element has disappeared by itself.
  await expect(elsa.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(elsa.getByText('Ljudet går genom den här sidan igen.')).toBeVisible();
  await expect.poll(() => voicesIn(karin)).toEqual([]);
});

test(
  'somebody muted stays muted by telephone; leaving on the page hangs it up',
  { tag: '@chromium-only' },
  async ({ server, sipPort, person, telephone }) => {
    const space = await server.createSpace('Lämna');
    const [karin, elsa] = [await person({ browser: 'chromium' }), await person()];
    await connectByLink(karin, space.callId, 'Karin');
    await connectByLink(elsa, space.callId, 'Elsa');
    const microphone = elsa.getByRole('button', { name: /Stäng av mikrofonen|Mikrofon/ });
    await microphone.click();
    await expect(tileOf(karin, 'Elsa').getByText('Mikrofonen är av')).toHaveCount(1);
    const phone = await telephone({ number: '+46480445511', hertz: OF_TELEPHONE });
    await ringInstead(elsa, phone, sipPort);
    await expect(tileOf(karin, 'Elsa').getByText('Mikrofonen är av')).toHaveCount(1);
    await expect.poll(() => voicesIn(karin)).toEqual([]);
    await microphone.click();
    await expect.poll(() => voicesIn(karin)).toEqual(['audio/PCMA']);
    await elsa.getByRole('button', { name: 'Lämna mötet' }).click();
    await expect.poll(() => phone.events, { timeout: 30_000 }).toContain('CALL_CLOSED');
  },
);

test('on a poor connection dialling in is offered, even if video is off already', async ({
  server,
  mediaPort,
  person,
}) => {
  const relay = await UdpRelay.start({
    delayMs: 20,
    loss: 0.2,
    target: mediaPort,
  });
  const { callId } = await server.createSpace('Svag lina');
  await connectByLink(await person({ browser: 'chromium' }), callId, 'Karin');
  const elsa = await person();
  await elsa.addInitScript(redirectMedia, { mediaPort, relayPort: relay.port });
  await connectByLink(elsa, callId, 'Elsa');
  const notices = elsa.locator('.room-notices');
  const requestDialIn = notices.getByRole('button', { name: 'Ring i stället' });
  await expect(requestDialIn).toBeVisible({ timeout: 60_000 });
  await expectNoViolations(elsa, 'weak line');
  await notices.getByRole('button', { name: 'Endast ljud' }).click();
  await expect(notices.getByText('Hör de andra dig dåligt?')).toBeVisible();
  await requestDialIn.click();
  const dialog = elsa.getByRole('dialog', { name: 'Ring i stället' });
  await expect(dialog).toContainText(PHONE_NUMBER);
  await elsa.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(requestDialIn).toBeFocused();
  relay.close();
});
