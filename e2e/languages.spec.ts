// A guest's whole way in a language from right to left, and what happens when its texts are late.
import { chooseLanguage } from './support/language.ts';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { connectByLink, expectInMeeting } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

const ARABIC_ZERO = 0x06_60;
const inArabicDigits = (callId: string) =>
  callId.replaceAll(/\d/g, (digit) => String.fromCharCode(ARABIC_ZERO + Number(digit)));

test('a guest goes the whole way in Arabic, with a call ID in Arabic digits', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Vårdplanering');
  const lars = await person();
  await connectByLink(lars, callId, 'Lars Öberg');
  const maryam = await person();
  await maryam.goto('/');
  // By which they who read no Swedish find it.
  await expect(maryam.locator('.language').getByText('Language')).toHaveAttribute('lang', 'en');
  await chooseLanguage(maryam, 'ar');
  await expect(maryam.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(maryam.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(maryam.getByText('ترجم حاسوب هذه النصوص.')).toBeVisible();
  await expect(maryam.getByRole('link', { name: 'أبلغ عن خطأ' })).toHaveAttribute(
    'href',
    '/tillganglighet#report',
  );
  await expectNoViolations(maryam, 'the start page in Arabic');

  await maryam.getByRole('link', { name: /^انضمام/ }).click();
  await maryam.getByLabel('رقم الاجتماع').pressSequentially(inArabicDigits(callId));
  await expect(maryam.getByLabel('رقم الاجتماع')).toHaveValue(
    callId.replace(/(...)(...)(...)/, '$1 $2 $3'),
  );
  await expectNoViolations(maryam, 'the page for the call ID in Arabic');
  await maryam.getByRole('button', { name: 'متابعة' }).click();

  await maryam.getByLabel('الاسم', { exact: true }).fill('مريم الحسن');
  await expectNoViolations(maryam, 'the name page in Arabic');
  await maryam.getByRole('button', { name: 'انضمام', exact: true }).click();
  await expectInMeeting(maryam);
  await expect(maryam.getByRole('button', { name: /2.* مشاركان$/ })).toBeVisible();
  await expect(maryam.locator('[data-participant]', { hasText: 'Lars Öberg' })).toBeVisible();
  await expectNoViolations(maryam, 'the meeting in Arabic');
  await expect(lars.locator('[data-participant]', { hasText: 'مريم الحسن' })).toBeVisible();

  await maryam.getByRole('button', { name: 'مغادرة الاجتماع' }).click();
  await expect(maryam.getByRole('heading', { name: 'لقد غادرت الاجتماع' })).toBeFocused();
  await expectNoViolations(maryam, 'after the meeting in Arabic');
});

test('a page whose texts cannot be fetched is in Swedish, and in its own language once they can', async ({
  person,
}) => {
  const olena = await person({ locale: 'uk-UA' });
  let isCutOff = true;
  await olena.route('**/assets/uk-*.json', (route) =>
    isCutOff ? route.abort() : route.continue(),
  );
  await olena.goto('/');
  await expect(olena.getByRole('heading', { name: 'Ses på distans' })).toBeVisible();
  await expect(olena.locator('html')).toHaveAttribute('lang', 'sv');
  isCutOff = false;
  await expect(olena.getByRole('heading', { name: 'Зустріч на відстані' })).toBeVisible({
    timeout: 30_000,
  });
  await expect(olena.locator('html')).toHaveAttribute('lang', 'uk');
});

test('a Swedish visitor fetches no texts', async ({ server, person }) => {
  const { callId } = await server.createSpace('Vårdplanering');
  const lars = await person();
  const fetched: string[] = [];
  lars.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await connectByLink(lars, callId, 'Lars Öberg');
  expect(fetched.filter((path) => path.endsWith('.json'))).toEqual([]);
  expect(fetched.length).toBeGreaterThan(3);
});

test.describe('each language', () => {
  for (const [locale, heading] of [
    ['fi-FI', 'Tavataan etänä'],
    ['so-SO', 'Ku kulanna meel fog'],
    ['fa-IR', 'دیدار از راه دور'],
    ['pl-PL', 'Spotkajmy się na odległość'],
  ] as const) {
    test(`is that of the browser: ${locale}`, async ({ person }) => {
      const guest = await person({ locale });
      await guest.goto('/');
      await expect(guest.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    });
  }
});
