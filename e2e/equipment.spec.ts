// The equipment test before a meeting: each device, and each path to the server with real media.
import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';
import { startTest, wayLine } from './support/equipment.ts';

const report = (page: Page) => page.getByLabel('Rapport');

test('everything works, and the report says so', async ({ person }) => {
  const page = await person();
  await page.goto('/');
  await page.getByRole('link', { name: 'Testa din utrustning' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Testa din utrustning');
  await page.getByRole('button', { name: 'Starta testet' }).click();

  const camera = page.getByRole('region', { name: 'Ser du dig själv?' });
  await expect
    .poll(() => camera.locator('video').evaluate((one: HTMLVideoElement) => one.videoWidth))
    .toBeGreaterThan(0);
  await expect(page.getByText('Vi hör dig.')).toBeVisible();
  await page.getByRole('button', { name: 'Spela ett testljud' }).click();
  await page.getByRole('button', { name: 'Nej, inget hördes' }).click();
  await expect(page.getByText(/^Höj volymen/)).toBeVisible();
  await expect(report(page)).toHaveValue(/Högtalare: hörs inte/);
  await page.getByRole('button', { name: 'Spela ett testljud' }).click();
  await page.getByRole('button', { name: 'Ja, jag hörde dem' }).click();
  await expect(page.getByText('Bra, högtalaren fungerar.')).toBeVisible();

  await expect(wayLine(page, 'UDP')).toContainText(/fungerar/, { timeout: 40_000 });
  await expect(wayLine(page, 'TCP')).toContainText(/fungerar/, { timeout: 40_000 });
  await expect(wayLine(page, 'UDP')).toContainText(/förlust \d/);
  await expect(wayLine(page, 'TURN')).toHaveCount(0);
  await expect(page.getByText('Nätverket fungerar för möten')).toBeVisible();

  const text = await report(page).inputValue();
  expect(text).toMatch(/Kamera: .+ \d+ × \d+/);
  expect(text).toMatch(/Mikrofon: .+ hör ljud/);
  expect(text).toMatch(/Högtalare: hörs$/m);
  expect(text).toMatch(/UDP\): fungerar.*Svarstid \d+ ms/);
  expect(text).toMatch(/Media går till: .*udp 127\.0\.0\.1:\d+, tcp 127\.0\.0\.1:\d+/);
  expect(text).toContain(await page.evaluate(() => navigator.userAgent));
  await page.getByRole('button', { name: 'Kopiera rapporten' }).click();
  // Some browsers do not let the clipboard be read; there the text is selected.
  await expect(page.getByText(/^Rapporten är kopierad|^Webbläsaren lät oss inte/)).toBeVisible();
});

test(
  'without devices the network is tested all the same, and again',
  { tag: '@chromium-only' },
  async ({ person, server }) => {
    const page = await person({ permission: 'denied' });
    await startTest(page);
    await expect(page.getByText(/^Webbläsaren får inte använda/)).toBeVisible();
    await expect(page.getByText('Nätverket fungerar för möten')).toBeVisible({ timeout: 60_000 });
    await expect(report(page)).toHaveValue(/Kamera: Webbläsaren får inte använda kameran/);

    await page.getByRole('button', { name: 'Prova nätverket igen' }).click();
    await expect(wayLine(page, 'UDP')).toContainText('provas');
    // The media worker dies during the test.
    await expect
      .poll(() => page.evaluate(() => window.connections.at(-1)?.connectionState))
      .toBe('connected');
    server.killMediaWorker();
    await expect(wayLine(page, 'TCP')).toContainText(/fungerar/, { timeout: 60_000 });
  },
);
