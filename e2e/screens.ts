// Takes a picture of each page into docs/screens/, at both sizes and in both themes: `npm run screens`.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { launchBrowser } from './support/browsers.ts';
import { connectByLink } from './support/meeting.ts';
import { ADMIN_PASSWORD, startTestServer } from './support/testServer.ts';

const FOLDER = fileURLToPath(new URL('../docs/screens/', import.meta.url));
const SIZES = {
  wide: { width: 1280, height: 800 },
  narrow: { width: 390, height: 844 },
} as const;

const server = await startTestServer();
const space = await server.createSpace('Distansmöte HC Torsås 9');
const browser = await launchBrowser('chromium');
await mkdir(FOLDER, { recursive: true });

async function openPage(options: Parameters<Browser['newContext']>[0]): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: 'sv-SE',
    viewport: SIZES.wide,
    ...options,
  });
  return context.newPage();
}

// Two others in the meeting, one of them without a camera, so that the room looks as it does in use.
const others: Page[] = [];
for (const [name, profession] of [
  ['Karin Nurminen', 'Distriktssköterska'],
  ['Lars Öberg', 'Biståndshandläggare'],
  ['Elsa Lindqvist', 'Anhörig'],
] as const) {
  const page = await openPage({});
  await page.goto(`/meeting/${space.callId}`);
  await page.getByLabel('Namn', { exact: true }).fill(name);
  await page.getByLabel('Profession').fill(profession);
  if (name.startsWith('Elsa')) await page.getByRole('button', { name: /^Kamera/ }).click();
  await page.getByRole('button', { name: 'Anslut' }).click();
  others.push(page);
}

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await openPage({ viewport, colorScheme });
    const take = (name: string) =>
      page.screenshot({ path: `${FOLDER}${name}-${size}-${colorScheme}.png` });

    await page.goto('/');
    await take('start');
    await page.goto('/call-id');
    await page.getByLabel('Samtals-ID').fill('999 888 777');
    await page.getByRole('button', { name: 'Fortsätt' }).click();
    await page.locator('[aria-invalid="true"]').waitFor();
    await take('call-id');
    await page.goto(`/meeting/${space.callId}`);
    await page.locator('video').waitFor();
    await page.waitForTimeout(1000);
    await take('name');
    await connectByLink(page, space.callId, 'Anna Berg');
    await page.waitForTimeout(2000);
    await take('meeting');
    await page.getByRole('button', { name: /deltagare$/ }).click();
    await take('participants');
    await page.getByRole('button', { name: 'Lämna mötet' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await take('left');
    await page.goto('/sign-in');
    await take('sign-in');
    await page.getByLabel('Användarnamn').fill('admin');
    await page.getByLabel('Lösenord').fill(ADMIN_PASSWORD);
    await page.getByRole('button', { name: 'Logga in' }).click();
    await page.waitForURL('**/spaces');
    await page.waitForTimeout(300);
    await take('spaces');
    await page.context().close();
  }
}
await browser.close();
await server.stop();
