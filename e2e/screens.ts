// Takes screenshots of each page and panel into docs/screens/, at both sizes and in both themes: `npm run screens`.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import { filmOf, portraits } from './support/portraits.ts';
import { signIn } from './support/signIn.ts';
import { Telephone } from '@distansmote/testkit/telephone/telephone.ts';
import { openCallInstead, phoneSettings, ring } from './support/telephones.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';

const FOLDER = fileURLToPath(new URL('../docs/screens/', import.meta.url));
const SIZES = {
  wide: { width: 1280, height: 800 },
  narrow: { width: 390, height: 844 },
} as const;

const sipPort = await freePort();
const server = await ServerProcess.start({ settings: phoneSettings(sipPort) });
const space = await server.createSpace('Distansmöte HC Torsås 9');
await mkdir(FOLDER, { recursive: true });
const painter = await launchBrowser('chromium');
const browsers: Browser[] = [painter];

async function openBrowser(who: keyof typeof portraits): Promise<Browser> {
  const film = await filmOf(painter, portraits[who]);
  const browser = await launchBrowser('chromium', { film });
  browsers.push(browser);
  return browser;
}

async function openPage(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0],
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: 'sv-SE',
    viewport: SIZES.wide,
    ...options,
  });
  // Otherwise a camera is labelled with the path of its video file.
  await context.addInitScript(() => {
    for (const { prototype } of [MediaStreamTrack, MediaDeviceInfo]) {
      const label = Object.getOwnPropertyDescriptor(prototype, 'label')?.get;
      Object.defineProperty(prototype, 'label', {
        get(this: object): string {
          const real = String(label?.call(this));
          return real.includes('person.mjpeg') ? 'Integrerad kamera' : real;
        },
      });
    }
  });
  return context.newPage();
}

async function enter(page: Page, name: string, profession: string): Promise<void> {
  await page.goto(`/meeting/${space.callId}`);
  await page.getByLabel('Namn', { exact: true }).fill(name);
  await page.getByLabel('Profession').fill(profession);
  await page.getByRole('button', { name: 'Anslut', exact: true }).click();
  await page.getByRole('button', { name: 'Lämna mötet' }).waitFor();
}

// Four others in the meeting: one without a camera and with her hand raised, one by telephone.
const others = {
  karin: await openPage(await openBrowser('karin'), {}),
  lars: await openPage(await openBrowser('lars'), {}),
  elsa: await openPage(await openBrowser('elsa'), {}),
};
await enter(others.karin, 'Karin Nurminen', 'Distriktssköterska');
await enter(others.lars, 'Lars Öberg', 'Biståndshandläggare');
await enter(others.elsa, 'Elsa Lindqvist', 'Anhörig');
await others.elsa.getByRole('button', { name: /^Kamera/ }).click();
await others.elsa.getByRole('button', { name: 'Räck upp handen' }).click();

const gunnar = await Telephone.start({ number: '+46480445511', hertz: 0 });
await ring(gunnar, sipPort, space.callId);

async function writeToAnna(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: /deltagare$/ }).click();
  await page
    .getByRole('region', { name: 'Deltagare' })
    .getByRole('button', { name: /^Anna Berg/ })
    .first()
    .click();
  await page.getByLabel('Ditt meddelande').fill(text);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Stäng', exact: true }).click();
}

/** Headless Chromium occasionally captures only part of the tab; try again then. */
async function shareScreenTo(page: Page): Promise<void> {
  const screen = page.locator('[data-screen-of]');
  for (let tries = 0; tries < 4; tries += 1) {
    await others.lars.getByRole('button', { name: 'Dela skärm' }).click();
    await screen.waitFor();
    const isThere = await page
      .waitForFunction(isScreenThere, undefined, { timeout: 15_000 })
      .catch(() => undefined);
    if (isThere) return;
    await others.lars.getByRole('button', { name: 'Sluta dela' }).first().click();
    await screen.waitFor({ state: 'detached' });
  }
  throw new Error('the shared screen does not come');
}

/** Self-contained: it runs in the page. The first frames of a shared tab are black, or part of it. */
function isScreenThere(): boolean {
  const video = document.querySelector<HTMLVideoElement>('[data-screen-of] video');
  if (!video || video.videoWidth <= video.videoHeight) return false;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  context?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return (
    context
      ?.getImageData(0, 0, canvas.width, canvas.height)
      .data.some((byte) => byte > 200 && byte < 255) ?? false
  );
}

async function takeAll(size: keyof typeof SIZES, colorScheme: 'light' | 'dark', anna: Browser) {
  const page = await openPage(anna, { viewport: SIZES[size], colorScheme });
  const take = (name: string) =>
    page.screenshot({ path: `${FOLDER}${name}-${size}-${colorScheme}.png` });

  const takeWhole = (name: string) =>
    page.screenshot({ path: `${FOLDER}${name}-${size}-${colorScheme}.png`, fullPage: true });

  await page.goto('/');
  await take('start');
  await page.goto('/equipment');
  await page.getByRole('button', { name: 'Starta testet' }).click();
  await page.getByText('Nätverket fungerar för möten').waitFor({ timeout: 60_000 });
  await takeWhole('equipment');
  await page.goto('/call-id');
  await page.getByLabel('Samtals-ID').fill('999 888 777');
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await page.locator('[aria-invalid="true"]').waitFor();
  await take('call-id');
  await page.goto(`/meeting/${space.callId}`);
  await page.locator('video').waitFor();
  await page.waitForTimeout(1000);
  await take('name');
  await enter(page, 'Anna Berg', 'Läkare');
  await page.waitForTimeout(9000);
  await take('meeting');
  await page.getByRole('button', { name: 'Inställningar' }).click();
  await page.getByRole('dialog').locator('video').waitFor();
  await page.waitForTimeout(1000);
  await take('settings');
  await page.keyboard.press('Escape');
  await writeToAnna(
    others.karin,
    'Hej Anna! Har du listan över läkemedel? Se https://www.1177.se/Kalmar',
  );
  await page.waitForTimeout(500);
  await page.getByRole('button', { name: /deltagare$/ }).click();
  await page.waitForTimeout(500);
  await take('participants');
  await page
    .getByRole('region', { name: 'Deltagare' })
    .getByRole('button', { name: /^Karin Nurminen/ })
    .first()
    .click();
  await page.getByLabel('Ditt meddelande').fill('Ja, jag delar den strax.');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(500);
  await take('conversation');
  await page.getByRole('button', { name: 'Stäng', exact: true }).click();
  await requestDialIn(page, take);
  await shareScreenTo(page);
  await page.waitForTimeout(7000);
  await take('shared-screen');
  await others.lars.getByRole('button', { name: 'Sluta dela' }).first().click();
  await page.locator('[data-screen-of]').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Lämna mötet' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await take('left');
  await page.goto('/sign-in');
  await page.getByLabel('Lösenord').waitFor();
  await take('sign-in');
  await signIn(page);
  await page.waitForTimeout(300);
  await take('spaces');
  await page
    .getByRole('button', { name: /^Mer om/ })
    .first()
    .click();
  await take('space-menu');
  await page.getByRole('menuitem', { name: 'Ändra' }).click();
  await takeWhole('space-choices');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Skapa möte' }).first().click();
  await take('space-new');
  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Skapa konto' }).waitFor();
  await takeWhole('accounts');
  await page.goto('/account');
  await page.getByLabel('Nytt lösenord').waitFor();
  await take('account');
  await page.goto('/audit');
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  await take('audit');
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString();
  const later = await server.createSpace('Uppföljning', { startsAt: tomorrow });
  await page.goto(`/meeting/${later.callId}`);
  await page.getByLabel('Ditt namn').waitFor();
  await take('not-yet-open');
  await server.deleteSpace(later);
  await page.goto('/spaces');

  await page.getByRole('link', { name: 'Bjud in' }).first().click();
  await page.getByRole('button', { name: 'Kopiera inbjudan' }).click();
  await page.getByRole('img', { name: 'QR-kod' }).waitFor();
  await page.waitForTimeout(300);
  await take('invitation');

  // Moderating a meeting with a lobby, as convener and as guest.
  const led = await server.createSpace('Vårdplanering Torsås', { lobby: 'everybody' });
  const guests = [others.karin.context(), others.lars.context()];
  const [maja, olle] = await Promise.all(guests.map((context) => context.newPage()));
  if (maja === undefined || olle === undefined) throw new Error('nobody knocks');
  await olle.setViewportSize(SIZES[size]);
  await olle.emulateMedia({ colorScheme });
  await page.goto(`/meeting/${led.callId}`);
  await page.getByLabel('Namn', { exact: true }).fill('Anna Berg');
  await page.getByRole('button', { name: 'Anslut', exact: true }).click();
  for (const [guest, name, profession] of [
    [maja, 'Maja Ek', 'Sjuksköterska'],
    [olle, 'Olle Lind', 'Anhörig'],
  ] as const) {
    await guest.goto(`/meeting/${led.callId}`);
    await guest.getByLabel('Namn', { exact: true }).fill(name);
    await guest.getByLabel('Profession').fill(profession);
    await guest.getByRole('button', { name: 'Anslut', exact: true }).click();
    await guest.getByRole('button', { name: 'Sluta vänta' }).waitFor();
    if (name === 'Maja Ek') {
      await page.getByRole('button', { name: 'Släpp in Maja Ek' }).click();
      await guest.getByRole('button', { name: 'Lämna mötet' }).waitFor();
    }
  }
  await page.getByRole('button', { name: 'Släpp in Olle Lind' }).waitFor();
  await olle.screenshot({ path: `${FOLDER}lobby-${size}-${colorScheme}.png` });
  await page.waitForTimeout(1000);
  await take('knocked');
  await page.getByRole('button', { name: /deltagare$/ }).click();
  await page.waitForTimeout(500);
  await take('leading');
  await maja.close();
  await olle.close();
  await server.deleteSpace(led);
  await page.context().close();
}

async function requestDialIn(page: Page, take: (name: string) => Promise<unknown>): Promise<void> {
  const digits = await openCallInstead(page);
  await take('call-instead');
  const telephone = await Telephone.start({ number: '+46701234567', hertz: 0 });
  await ring(telephone, sipPort, digits);
  await page.getByText('Du hör och talar genom telefonen.').waitFor();
  await take('by-telephone');
  await page.getByRole('button', { name: 'Ta tillbaka ljudet hit' }).click();
  await page.getByRole('button', { name: 'Slå på mikrofonen' }).click();
  await telephone.stop();
}

const anna = await openBrowser('anna');
for (const size of ['wide', 'narrow'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) await takeAll(size, colorScheme, anna);
}
await gunnar.stop();
for (const browser of browsers) await browser.close();
await server.stop();
