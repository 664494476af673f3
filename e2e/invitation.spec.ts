// Inviting: a space is created, its invitation copied with one click, and a guest joins with the copied link.
import decodeQr from 'qr/decode.js';
import { connectByName, leaveButton } from './support/meeting.ts';
import { pasted } from './support/pasted.ts';
import { signIn } from './support/signIn.ts';
import { makeSpace } from './support/spaces.ts';
import { expect, test } from './support/test.ts';

test('created, copied, and a guest joins by its link', async ({ person }) => {
  const karin = await person();
  await signIn(karin);
  const row = await makeSpace(karin, 'Distansmöte HC <b>Torsås</b> 9');
  await row.getByRole('link', { name: 'Bjud in' }).click();
  await expect(karin.getByRole('heading', { level: 1 })).toHaveText(
    'Bjud in till Distansmöte HC <b>Torsås</b> 9',
  );
  await expect(karin.getByRole('link', { name: 'Till alla möten' })).toBeVisible();
  const besides = karin.getByRole('button', { name: 'Skriv ut' });
  const place = await besides.boundingBox();
  await karin.getByRole('button', { name: 'Kopiera inbjudan' }).click();
  await expect(karin.getByRole('button', { name: 'Kopierad' })).toBeVisible();
  expect(await besides.boundingBox()).toEqual(place);
  const text = await pasted(karin);
  expect(text).toContain('Inbjudan till distansmöte: Distansmöte HC <b>Torsås</b> 9');
  expect(text).toMatch(/Ring 0480-44 55 11, ange därefter \d{9}#/);
  expect(text).not.toContain('videokonferens');
  const link = new URL(/^http.*\/meeting\/.*$/m.exec(text)?.[0] ?? 'http://no.link');

  // The QR code has the same link.
  const picture = await karin.getByRole('img', { name: 'QR-kod' }).evaluate(async (image) => {
    if (!(image instanceof HTMLImageElement)) throw new Error('no image');
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 400;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 400, 400);
    context.drawImage(image, 0, 0, 400, 400);
    return [...context.getImageData(0, 0, 400, 400).data];
  });
  const decoded = decodeQr({ width: 400, height: 400, data: Uint8ClampedArray.from(picture) });
  expect(decoded).toBe(link.href);

  await karin.getByLabel('Språk i inbjudan').selectOption('en');
  await expect(karin.getByLabel('Inbjudan', { exact: true })).toHaveValue(
    /^Invitation to a remote meeting/,
  );

  const guest = await person({ browser: 'chromium' });
  await guest.goto(link.pathname + link.hash);
  await connectByName(guest, 'Elsa');
  await expect(leaveButton(guest)).toBeVisible();
});

test(
  'on paper the invitation is in its own language, whatever that of the page, with the number on one line',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { id, callId } = await server.createSpace('Vårdplanering', {
      startsAt: '2031-12-02T13:05:00Z',
    });
    const page = await person();
    await signIn(page);
    await page.goto(`/spaces/${id}/invitation`);
    await page.getByLabel('Språk i inbjudan').selectOption('en');
    await page.emulateMedia({ media: 'print' });
    const sheet = page.locator('.sheet');
    await expect(sheet).toHaveAttribute('lang', 'en');
    await expect(sheet).toContainText('Invitation to a remote meeting');
    await expect(sheet).toContainText(/Tuesday,? 2 December 2031 at 14:05/);
    await expect(sheet).toContainText('You can enter from 30 minutes before.');
    await expect(sheet.getByRole('listitem')).toHaveCount(3);
    await expect(page.getByRole('heading', { level: 1 })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Skriv ut' })).toBeHidden();
    const number = sheet.locator('.sheet-id .digits');
    await expect(number).toHaveText(callId.replace(/(...)(...)(...)/, '$1 $2 $3'));
    const { height, size } = await number.evaluate((element) => ({
      height: element.getBoundingClientRect().height,
      size: Number.parseFloat(getComputedStyle(element).fontSize),
    }));
    expect(size).toBeGreaterThan(40);
    expect(height).toBeLessThan(2 * size);
  },
);

test(
  'without a start time the invitation is confirmed where the name is given',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const space = await server.createSpace('Utan tid');
    const elsa = await person();
    await elsa.goto(`/meeting/${space.callId}`);
    await elsa.getByRole('button', { name: 'Bekräfta att du fått inbjudan' }).click();
    await expect(elsa.getByRole('heading', { level: 1 })).toHaveText('Har du fått inbjudan?');
    await elsa.getByLabel('Ditt namn').fill('Elsa');
    await elsa.getByRole('button', { name: 'Bekräfta att du fått inbjudan' }).click();
    await expect(elsa.getByText('Tack, Elsa!')).toBeVisible();
    await elsa.getByRole('button', { name: 'Gå in i mötet' }).click();
    await connectByName(elsa, 'Elsa');

    const karin = await person();
    await signIn(karin);
    await karin.goto(`/spaces/${space.id}/invitation`);
    await expect(karin.getByRole('listitem').filter({ hasText: 'Elsa' })).toBeVisible();
  },
);

test(
  'before the start time a guest can confirm the invitation; a convener may join all the same',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const startsAt = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString();
    const space = await server.createSpace('I morgon', { startsAt });
    const elsa = await person();
    await elsa.goto(`/meeting/${space.callId}`);
    await expect(elsa.getByRole('heading', { level: 1 })).toHaveText('Mötet har inte öppnat än');
    await elsa.getByRole('button', { name: 'Bekräfta att du fått inbjudan' }).click();
    await expect(elsa.getByText('Skriv ditt namn')).toBeVisible();
    await elsa.getByLabel('Ditt namn').fill('Elsa <i>Lind</i>');
    await elsa.getByRole('button', { name: 'Bekräfta att du fått inbjudan' }).click();
    await expect(elsa.getByText('Tack, Elsa <i>Lind</i>!')).toBeVisible();
    await expect(elsa.getByText('Leder du mötet? Logga in')).toBeVisible();

    const karin = await person();
    await signIn(karin);
    await karin.goto(`/spaces/${space.id}/invitation`);
    await expect(karin.getByText('Elsa <i>Lind</i>')).toBeVisible();
    await karin.goto(`/meeting/${space.callId}`);
    await connectByName(karin, 'Karin');
    await expect(leaveButton(karin)).toBeVisible();

    await server.api.ask('PATCH', `/api/spaces/${space.id}`, { startsAt: null });
    await elsa.reload();
    await expect(elsa.getByLabel('Namn', { exact: true })).toHaveValue('Elsa <i>Lind</i>');
  },
);
