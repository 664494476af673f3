// The audit log in real browsers: actions appear in it, can be searched, and are exported as CSV.
import { mkdirSync } from 'node:fs';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import type { Page } from '@playwright/test';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { filesIn } from './support/filesIn.ts';
import { connectByLink, leaveButton } from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { choose, makeSpace } from './support/spaces.ts';
import { expect, test } from './support/test.ts';
import { PHONE } from './support/windowSizes.ts';

async function search(page: Page, text: string): Promise<void> {
  await page.getByLabel('Namn eller samtals-ID').fill(text);
  await page.getByRole('button', { name: 'Sök' }).click();
}

/** Without the rows that name the days. */
const entries = (page: Page) => page.locator('tbody tr:has(time)');

test('a meeting that is created, joined and deleted is found in the log, and in its CSV', async ({
  person,
  browserName,
}, testInfo) => {
  const downloads = testInfo.outputPath('downloads');
  mkdirSync(downloads);
  const admin = await person({ downloadsPath: downloads });
  const urls: string[] = [];
  admin.on('request', (request) => urls.push(request.url()));
  await signIn(admin);
  const name = `Vårdplan ${browserName}`;
  const item = await makeSpace(admin, name);
  const callId = ((await item.locator('.digits').textContent()) ?? '').replaceAll(' ', '');
  const guest = await person();
  await connectByLink(guest, callId, '=Elsa');
  await leaveButton(guest).click();
  await choose(item, 'Ta bort');
  await admin.getByRole('dialog').getByRole('button', { name: 'Ta bort' }).click();
  await expect(item).toHaveCount(0);

  await admin.getByRole('link', { name: 'Händelselogg' }).click();
  await expect(admin.getByRole('heading', { name: 'Händelselogg', level: 1 })).toBeVisible();
  await expect(admin.getByText('sparas i 365 dagar')).toBeVisible();
  await expect(entries(admin).first()).toHaveText(/admin\s*tog bort mötet/);
  await expectNoViolations(admin, '/audit');
  await search(admin, callId);
  await expect(entries(admin)).toHaveText([
    /admin\s*tog bort mötet.*Vårdplan/,
    /=Elsa \(gäst\)\s*lämnade mötet.*Vårdplan/,
    /=Elsa \(gäst\)\s*gick in i mötet.*Vårdplan/,
    /admin\s*skapade mötet.*Vårdplan/,
  ]);
  await expect(admin.getByText('4 händelser visas.')).toBeVisible();

  const downloading =
    browserName === 'chromium' ? admin.waitForEvent('download') : Promise.resolve(undefined);
  await admin.getByRole('button', { name: 'Hämta som CSV' }).click();
  const fileName = (await downloading)?.suggestedFilename();
  if (browserName === 'chromium') expect(fileName).toMatch(/^handelselogg-.*\.csv$/);
  await expect.poll(() => filesIn(downloads)).toEqual([expect.stringMatching(/\r\n$/)]);
  const [csv = ''] = filesIn(downloads);
  expect(csv).toMatch(/^\uFEFFTid \(svensk tid\);Vem;/);
  const lines = csv.trimEnd().split('\r\n').slice(1);
  expect(lines.map((line) => line.split(';').slice(1, 8).join(';'))).toEqual([
    `admin;Konto;Tog bort mötet;;;${name};${callId}`,
    `'=Elsa;Gäst;Lämnade mötet;'=Elsa;;${name};${callId}`,
    `'=Elsa;Gäst;Gick in i mötet;'=Elsa;;${name};${callId}`,
    `admin;Konto;Skapade mötet;;;${name};${callId}`,
  ]);

  // What was searched for is in no URL, which proxies log.
  expect(urls.filter((url) => url.includes('/api/audit/search'))).not.toEqual([]);
  expect(urls.filter((url) => url.includes(callId))).toEqual([]);
  expect(admin.url()).toMatch(/\/audit$/);

  await search(admin, 'finns inte');
  await expect(admin.getByText('Inga händelser hittades.')).toBeVisible();
  await expectNoViolations(admin, '/audit with nothing found');
});

test(
  'more is shown on request, by days, on a phone and to administrators only',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const spaces: SpaceDescription[] = [];
    for (let n = 0; n < 60; n += 1) spaces.push(await server.createSpace(`Sida ${n}`));
    const admin = await person({ viewport: PHONE });
    await signIn(admin);
    await admin.goto('/audit');
    await search(admin, 'Sida');
    await expect(entries(admin)).toHaveCount(50);
    await admin.getByRole('button', { name: 'Visa fler' }).click();
    await expect(entries(admin)).toHaveCount(60);
    // Where keyboard and screen reader continue.
    await expect(entries(admin).nth(50)).toBeFocused();
    await expect(admin.getByRole('button', { name: 'Visa fler' })).toHaveCount(0);
    const tooWide = () =>
      admin.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(await tooWide()).toBe(false);

    await admin.getByLabel('Från och med').fill('2020-01-01');
    await admin.getByLabel('Till och med').fill('2020-12-31');
    expect(await tooWide()).toBe(false);
    await expectNoViolations(admin, '/audit with its days');
    await admin.getByRole('button', { name: 'Sök' }).click();
    await expect(admin.getByText('Inga händelser hittades.')).toBeVisible();
    await admin.getByLabel('Från och med').fill('');
    await admin.getByLabel('Till och med').fill('');
    await admin.getByLabel('Visa', { exact: true }).selectOption('Inloggningar');
    await search(admin, 'admin');
    await expect(entries(admin).first()).toHaveText(/admin\s*loggade in/);
    await expect(entries(admin).filter({ hasText: 'mötet' })).toHaveCount(0);

    const stranger = await person();
    await stranger.goto('/audit');
    await expect(stranger).toHaveURL(/\/sign-in$/);
    // Other files share the server, and would find these spaces in their lists.
    for (const space of spaces) await server.deleteSpace(space);
  },
);
