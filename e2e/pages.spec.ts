// What all pages outside the meeting have in common: header, footer, figures, errors that go away, whose service it is.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import type { Page } from '@playwright/test';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { expect, test } from './support/test.ts';

const PAGES = ['/', '/call-id', '/sign-in', '/equipment', '/no-such-page', '/meeting/1'];

const leftOf = async (page: Page, selector: string) =>
  (await page.locator(selector).first().boundingBox())?.x;

test('header, page and footer begin at the same edge, also beside a scrollbar', async ({
  person,
}) => {
  const page = await person({ viewport: { width: 1280, height: 400 } });
  await page.goto('/');
  await expect(page.getByRole('contentinfo')).toBeVisible();
  const edge = await leftOf(page, '.start-words');
  expect(await leftOf(page, '.brand')).toBe(edge);
  expect(await leftOf(page, '.frame-footer > *')).toBe(edge);
});

test('each page has a footer that leads to the equipment test', async ({ person }) => {
  const page = await person();
  for (const path of PAGES) {
    await page.goto(path);
    await expect(page.getByRole('contentinfo')).toContainText('Möten spelas inte in.');
    if (path === '/equipment') continue;
    await expect(page.getByRole('link', { name: 'Testa din utrustning' })).toHaveCount(1);
  }
});

test('a zero is not struck through', async ({ person }) => {
  const page = await person();
  await page.goto('/');
  const inkInMiddle = await page.evaluate(async () => {
    const font = '200px "Atkinson Hyperlegible Next"';
    await document.fonts.load(font, '0');
    const context = document.createElement('canvas').getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.font = font;
    context.textAlign = 'center';
    context.fillText('0', 100, 140);
    // The middle of a figure of 140 pixels.
    const { data } = context.getImageData(95, 60, 10, 20);
    return data.reduce((sum, value) => sum + value, 0);
  });
  expect(inkInMiddle).toBe(0);
});

test('an error goes away as soon as it is being corrected, and comes back if it is not', async ({
  person,
}) => {
  const page = await person();
  await page.goto('/call-id');
  const field = page.getByLabel('Samtals-ID');
  await field.fill('787');
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  const error = page.getByRole('alert');
  await expect(error).toContainText('nio siffror');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.press('5');
  await expect(error).toHaveCount(0);
  await expect(field).toHaveAttribute('aria-invalid', 'false');
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await expect(error).toContainText('nio siffror');
});

test('the pages have the name, logo, colour and support of who runs the service', async ({
  person,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'distansmote-logo-'));
  const logo = join(folder, 'logo.svg');
  writeFileSync(
    logo,
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20" fill="#8a1538"/></svg>',
  );
  const server = await ServerProcess.start({
    settings: {
      ORGANIZATION_NAME: 'Region <Kalmar> "län"',
      ORGANIZATION_LOGO: logo,
      ORGANIZATION_COLOR: '#8A1538',
      SUPPORT_PHONE: '0480-44 55 00',
      SUPPORT_EMAIL: 'support@example.org',
      PRIVACY_URL: 'https://example.org/personuppgifter',
      ACCESSIBILITY_URL: 'https://example.org/tillganglighet?sprak=sv&del=1',
    },
  });
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await person({ baseURL: server.url, colorScheme });
      await page.goto('/');
      const image = page.getByRole('img', { name: 'Region <Kalmar> "län"' });
      await expect(image).toBeVisible();
      expect(
        await image.evaluate((element: HTMLImageElement) => element.naturalWidth),
      ).toBeGreaterThan(0);
      await expect(page.getByRole('link', { name: '0480-44 55 00' })).toHaveAttribute(
        'href',
        'tel:0480445500',
      );
      await expect(page.getByRole('link', { name: 'support@example.org' })).toBeVisible();
      for (const [words, url] of [
        ['Personuppgifter', 'https://example.org/personuppgifter'],
        ['Tillgänglighet', 'https://example.org/tillganglighet?sprak=sv&del=1'],
      ] as const) {
        const link = page.getByRole('contentinfo').getByRole('link', { name: words });
        await expect(link).toHaveAttribute('href', url);
      }
      const ground = page.locator('.choice.is-first');
      const expected = colorScheme === 'light' ? 'rgb(138, 21, 56)' : /^rgb\((1[6-9]|2)/;
      await expect(ground).toHaveCSS('background-color', expected);
      await expectNoViolations(page, `start page with a county's colour, ${colorScheme}`);
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
});
