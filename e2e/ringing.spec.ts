// Ringing people up with real telephones: who answers and presses 1 comes in by name and role, who does not stays out; and being rung
// at one's own number.
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { type Telephone, whyNoTelephone } from '@distansmote/testkit/telephone/telephone.ts';
import type { Locator, Page } from '@playwright/test';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { chooseFor, connectByLink, connectByName, countButton, tileOf } from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { choose, rowOf } from './support/spaces.ts';
import { phoneSettings, test as base } from './support/telephones.ts';
import { expect } from './support/test.ts';

const why = whyNoTelephone();
base.skip(why !== undefined, why);

/** Who is rung has a minute to press 1. */
const PATIENCE_MS = 120_000;
const ELSA = '+46701234567';
const NILS = '+46480445511';

const test = base.extend({
  server: [
    async ({ sipPort, mediaPort, trunk }, use) => {
      const settings = {
        ...phoneSettings(sipPort),
        MEDIA_PORT: String(mediaPort),
        ...trunk.settings,
      };
      const server = await ServerProcess.start({ settings });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
});

async function convene(karin: Page, callId: string): Promise<void> {
  await signIn(karin);
  await karin.goto(`/meeting/${callId}`);
  await connectByName(karin, 'Karin');
  await countButton(karin, 1).click();
}

async function openRingUp(karin: Page) {
  await karin.getByRole('button', { name: 'Ring upp', exact: true }).click();
  return karin.getByRole('dialog', { name: 'Ring upp någon' });
}

async function ringUp(karin: Page, number: string, name: string): Promise<void> {
  const dialog = await openRingUp(karin);
  await dialog.getByLabel('Telefonnummer').fill(number);
  await dialog.getByLabel('Namn').fill(name);
  await dialog.getByRole('button', { name: 'Ring upp', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Until it is heeded: not before a person could have heard what it is for. */
const press1 = (telephone: Telephone, sign: Locator) =>
  expect(async () => {
    if (!(await sign.isVisible())) await telephone.key('1');
    await expect(sign).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });

/** What the list says of one who is rung. */
const rung = (karin: Page, name: string) => karin.locator('.ringing .person', { hasText: name });

test('whoever is rung up presses 1, and is in the meeting by the name and role that were typed', async ({
  server,
  trunk,
  person,
  telephone,
}) => {
  const space = await server.createSpace('Vårdplanering', { lobby: 'everybody' });
  const elsa = await telephone({ number: ELSA, hertz: 430, isAnswering: true });
  trunk.connect(ELSA, elsa.sipPort);
  const karin = await person();
  await convene(karin, space.callId);
  const dialog = await openRingUp(karin);
  await expectNoViolations(karin, 'ring up');
  await dialog.getByLabel('Telefonnummer').fill('070-123 45 67');
  await dialog.getByLabel('Namn').fill('Amina Nur');
  await dialog.getByLabel('Tolk eller skrivtolk').selectOption('Tolk');
  await dialog.getByRole('button', { name: 'Ring upp', exact: true }).click();

  await expect(rung(karin, 'Amina Nur')).toContainText('Har svarat, inte tryckt 1 än');
  await expect(countButton(karin, 1)).toBeVisible();
  await expectNoViolations(karin, 'somebody is rung up');
  await press1(elsa, tileOf(karin, 'Amina Nur'));
  await expect(tileOf(karin, 'Amina Nur')).toContainText('Tolk');
  await expect(rung(karin, 'Amina Nur')).toHaveCount(0);

  await chooseFor(karin, 'Amina Nur', 'Knappsats');
  const keypad = karin.getByRole('dialog', { name: 'Knappsats för Amina Nur' });
  await expectNoViolations(karin, 'keypad');
  for (const key of ['1', 'Stjärna', 'Fyrkant'])
    await keypad.getByRole('button', { name: key, exact: true }).click();
  await expect(keypad.getByText('1*#', { exact: true })).toBeVisible();
  await expect(keypad.getByRole('alert')).toHaveCount(0);
  await keypad.getByRole('button', { name: 'Stäng' }).last().click();
  await chooseFor(karin, 'Amina Nur', 'Lägg på');
  await expect(countButton(karin, 1)).toBeVisible();
  await expect.poll(() => elsa.events).toContain('CALL_CLOSED');
});

test('who never presses 1 stays out, and one who is busy is rung again', async ({
  server,
  trunk,
  person,
  telephone,
}) => {
  test.setTimeout(3 * PATIENCE_MS);
  const space = await server.createSpace('Vårdplanering');
  const machine = await telephone({ number: ELSA, hertz: 430, isAnswering: true });
  const nils = await telephone({ number: NILS, hertz: 0 });
  trunk.connect(ELSA, machine.sipPort);
  trunk.connect(NILS, nils.sipPort);
  const karin = await person();
  await convene(karin, space.callId);
  await ringUp(karin, '070-123 45 67', 'Telefonsvararen');
  await ringUp(karin, '0480-44 55 11', 'Nils Ek');
  await expect(rung(karin, 'Nils Ek')).toContainText('Ringer');
  await expect.poll(() => nils.events).toContain('CALL_INCOMING');
  nils.hangUp();
  await expect(rung(karin, 'Nils Ek')).toContainText('Upptaget');
  await karin.getByRole('button', { name: 'Ring igen till Nils Ek' }).click();
  await expect(rung(karin, 'Nils Ek')).toContainText('Ringer');
  await karin.getByRole('button', { name: 'Avbryt uppringningen av Nils Ek' }).click();
  await expect(rung(karin, 'Nils Ek')).toHaveCount(0);
  await expect.poll(() => nils.isInCall).toBe(false);

  await expect(rung(karin, 'Telefonsvararen')).toContainText('Tryckte aldrig 1', {
    timeout: PATIENCE_MS,
  });
  await expect(countButton(karin, 1)).toBeVisible();
  await karin.getByRole('button', { name: 'Ta bort Telefonsvararen ur listan' }).click();
  await expect(rung(karin, 'Telefonsvararen')).toHaveCount(0);
});

test('who is saved with a space is rung from its page too, once one is in the meeting', async ({
  server,
  trunk,
  person,
  telephone,
}) => {
  const space = await server.createSpace('Hemgång');
  const elsa = await telephone({ number: ELSA, hertz: 430 });
  trunk.connect(ELSA, elsa.sipPort);
  const karin = await person();
  await signIn(karin);
  await choose(rowOf(karin, 'Hemgång'), 'Personer att ringa upp');
  const saved = karin.getByRole('dialog', { name: 'Personer att ringa upp: Hemgång' });
  await saved.getByLabel('Telefonnummer').fill('070-123 45 67');
  await saved.getByLabel('Namn').fill('Elsa Ek');
  await saved.getByRole('button', { name: 'Spara' }).click();
  const opened = karin.context().waitForEvent('page');
  await saved.getByRole('button', { name: 'Ring upp Elsa Ek' }).click();
  const meeting = await opened;
  await expect(meeting).toHaveURL(new RegExp(`/meeting/${space.callId}`));
  expect(elsa.isInCall).toBe(false);
  await connectByName(meeting, 'Karin');
  await expect(meeting.getByRole('button', { name: 'Elsa Ek: ringer' })).toBeVisible();
  await expect.poll(() => elsa.events).toContain('CALL_INCOMING');
  elsa.hangUp();
  await expect(meeting.getByRole('button', { name: 'Elsa Ek: upptaget' })).toBeVisible();
  // Once: whoever comes back rings nobody.
  await meeting.reload();
  await connectByName(meeting, 'Karin');
  await expect(meeting.getByRole('dialog')).toHaveCount(0);
});

test('a number that may not be rung is told at the field; one that does not exist, in the list', async ({
  server,
  person,
}) => {
  const space = await server.createSpace('Vårdplanering');
  const karin = await person();
  await convene(karin, space.callId);
  const dialog = await openRingUp(karin);
  await dialog.getByLabel('Namn').fill('Elsa');
  for (const [number, words] of [
    ['112', 'Ring 112 från din egen telefon'],
    ['1177', 'Korta nummer'],
    ['+46 939 12 34 56', 'går inte att ringa härifrån'],
    ['Elsa', 'Numret går inte att läsa'],
  ] as const) {
    await dialog.getByLabel('Telefonnummer').fill(number);
    await dialog.getByRole('button', { name: 'Ring upp', exact: true }).click();
    await expect(dialog.getByRole('alert')).toContainText(words);
  }
  await dialog.getByLabel('Telefonnummer').fill('076-000 00 01');
  await dialog.getByLabel('Spara till nästa gång').check();
  await dialog.getByRole('button', { name: 'Ring upp', exact: true }).click();
  await expect(rung(karin, 'Elsa')).toContainText('Numret finns inte');
  // Saved, and rung again by one press.
  await (await openRingUp(karin)).getByRole('button', { name: 'Ring upp Elsa' }).click();
  await expect(rung(karin, 'Elsa')).toHaveCount(2);
});

test('whoever has bad sound is rung at their own number, and goes on under their name', async ({
  server,
  trunk,
  person,
  telephone,
}) => {
  const space = await server.createSpace('Vårdplanering');
  const elsa = await telephone({ number: ELSA, hertz: 430, isAnswering: true });
  trunk.connect(ELSA, elsa.sipPort);
  const anna = await person();
  await connectByLink(anna, space.callId, 'Anna');
  await anna.getByRole('button', { name: 'Inställningar' }).click();
  await anna.getByRole('dialog').getByRole('button', { name: 'Ring i stället' }).click();
  const dialog = anna.getByRole('dialog', { name: 'Ring i stället' });
  await dialog.getByLabel('Ditt telefonnummer').fill('112');
  await dialog.getByRole('button', { name: 'Ring mig' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Ring 112');
  await dialog.getByLabel('Ditt telefonnummer').fill('070-123 45 67');
  await expectNoViolations(anna, 'ring me');
  await dialog.getByRole('button', { name: 'Ring mig' }).click();
  await expect(dialog.getByText('Tryck 1 på telefonen')).toBeVisible();
  await press1(elsa, anna.getByText('Du hör och talar genom telefonen.'));
  await expect(anna.getByRole('dialog')).toHaveCount(0);
  await expect(countButton(anna, 1)).toBeVisible();
  // Remembered only where that was asked for.
  expect(await anna.evaluate(() => localStorage.getItem('phoneNumber'))).toBeNull();
});
