// What the menu Mer opens, and the shortcuts: inviting from within the meeting, their help, the figures of the network.
import { connectByLink, connectByName, expectInMeeting } from './support/meeting.ts';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { expect, test } from './support/test.ts';

test('who came by the number invites by the number, who came by the link passes the link on', async ({
  server,
  person,
  browserName,
}) => {
  const space = await server.createSpace('Bjuder in');
  const page = await person();
  if (browserName === 'chromium') await page.context().grantPermissions(['clipboard-write']);
  await connectByLink(page, space.callId, 'Elsa');
  await page.getByRole('button', { name: 'Mer', exact: true }).click();
  await page.getByRole('button', { name: 'Bjud in' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bjud in' });
  await expect(dialog).toContainText(space.callId.replace(/(...)(...)(...)/, '$1 $2 $3'));
  await expect(dialog.getByRole('img', { name: /^QR-kod/ })).toBeVisible();
  await expect(dialog).toContainText('Med telefon: ring 0480');
  if (browserName === 'chromium') {
    await expectNoViolations(page, 'inviting');
    await dialog.getByRole('button', { name: 'Kopiera inbjudan' }).click();
    await expect(dialog.getByRole('button', { name: 'Kopierad' })).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Mer', exact: true })).toBeFocused();

  const told = (visitor: typeof page) =>
    visitor.waitForResponse((one) => one.url().includes('/invitation?')).then((one) => one.text());
  const secret = new URL(space.guestLink).hash;
  expect(secret).toMatch(/^#[\w-]{22}$/);
  for (const suffix of ['', secret]) {
    const visitor = await person({ browser: 'chromium' });
    await visitor.goto(`/meeting/${space.callId}${suffix}`);
    await connectByName(visitor, 'Lars');
    await expectInMeeting(visitor);
    const answer = told(visitor);
    await visitor.getByRole('button', { name: 'Mer', exact: true }).click();
    await visitor.getByRole('button', { name: 'Bjud in' }).click();
    expect((await answer).includes(secret)).toBe(suffix === secret);
  }
});

test(
  'where phones cannot join, nobody is told to call',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Utan telefon', { admitsPhones: false });
    const page = await person();
    await connectByLink(page, callId, 'Elsa');
    await page.getByRole('button', { name: 'Mer', exact: true }).click();
    await page.getByRole('button', { name: 'Bjud in' }).click();
    const dialog = page.getByRole('dialog', { name: 'Bjud in' });
    await expect(dialog).toContainText('välj Anslut och skriv samtals-ID.');
    await expect(dialog).not.toContainText('telefon');
  },
);

test(
  'shortcuts with Alt and Shift, their help, and the figures of the network',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Kortkommandon');
    const page = await person();
    await connectByLink(page, callId, 'Karin');
    await page.getByText('Du är ensam').waitFor();
    await page.keyboard.press('Alt+Shift+M');
    await expect(page.getByRole('button', { name: 'Mikrofonen är av' })).toBeVisible();
    await page.keyboard.press('Alt+Shift+H');
    await expect(page.getByRole('button', { name: 'Ta ner handen' })).toBeVisible();
    await page.keyboard.press('Alt+Shift+D');
    await expect(page.getByRole('region', { name: 'Deltagare' })).toBeVisible();
    await page.keyboard.press('Alt+Shift+L');
    await page.getByRole('dialog', { name: 'Vill du lämna mötet?' }).waitFor();
    await page.keyboard.press('Escape');
    for (const [item, text] of [
      ['Kortkommandon', 'Mikrofonen på eller av'],
      ['Nätverk', 'Direkt'],
    ] as const) {
      await page.getByRole('button', { name: 'Mer', exact: true }).click();
      await page.getByRole('button', { name: item }).click();
      await expect(page.getByRole('dialog', { name: item })).toContainText(text);
      await expectNoViolations(page, item);
      await page.keyboard.press('Escape');
    }
  },
);
