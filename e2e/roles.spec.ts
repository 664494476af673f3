// Interpreters and captioners: said on the name page or by a convener, also of a telephone, and shown with the name.
import { hum } from '@distansmote/testkit/sound/hum.ts';
import { whyNoTelephone } from '@distansmote/testkit/telephone/telephone.ts';
import { expectNoViolations } from './support/expectNoViolations.ts';
import {
  chooseFor,
  connectByLink,
  connectByName,
  countButton,
  expectInMeeting,
  tileOf,
} from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { HEARD, ring, test } from './support/telephones.ts';
import { expect } from './support/test.ts';

test('an interpreter says so on the name page; all see it, and it is known the next time', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Tolkat möte', { lobby: 'everybody' });
  const karin = await person({ browser: 'chromium' });
  await signIn(karin);
  await karin.goto(`/meeting/${callId}`);
  await connectByName(karin, 'Karin');

  const amina = await person();
  await amina.goto(`/meeting/${callId}`);
  await amina.getByLabel('Namn', { exact: true }).fill('Amina');
  await amina.getByRole('button', { name: 'Jag är tolk' }).click();
  const role = amina.getByLabel('Tolk eller skrivtolk');
  await expect(role).toBeFocused();
  await role.selectOption('Tolk');
  await amina.getByLabel('Språk', { exact: true }).selectOption('somaliska');
  await expectNoViolations(amina, 'name page with a role');
  await amina.getByRole('button', { name: 'Anslut' }).click();

  await expect(karin.getByText('Amina väntar')).toBeVisible();
  await expect(karin.locator('.lobby-pill')).toContainText('Tolk (somaliska)');
  await karin.getByRole('button', { name: 'Släpp in Amina' }).click();
  await expectInMeeting(amina);
  const label = tileOf(karin, 'Amina').getByRole('button', { name: /^Amina/ });
  await expect(label).toHaveAccessibleName(/Tolk \(somaliska\)/);
  await expect(label.locator('.tile-role')).toBeVisible();
  await expect(karin.locator('output[aria-live]')).toContainText(
    'Amina, tolk (somaliska), har anslutit',
  );
  await countButton(karin, 2).click();
  const row = karin.locator('.person', { hasText: 'Amina' });
  await expect(row).toContainText('Tolk (somaliska)');

  // A convener takes it away, and gives another.
  await chooseFor(karin, 'Amina', 'Ändra tolkrollen …');
  const dialog = karin.getByRole('dialog');
  await expect(dialog.getByLabel('Språk', { exact: true })).toHaveValue('so');
  await expectNoViolations(karin, 'the convener’s question');
  await dialog.getByLabel('Tolk eller skrivtolk').selectOption('Nej');
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await expect(row).not.toContainText('Tolk');
  await expect(amina.locator('output[aria-live]')).toContainText('har tagit bort din roll');
  await chooseFor(karin, 'Amina', 'Gör till tolk …');
  await dialog.getByLabel('Tolk eller skrivtolk').selectOption('Teckenspråkstolk');
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await expect(label).toHaveAccessibleName(/Teckenspråkstolk/);
  await row.locator('.person-who').click();
  await expect(karin.locator('.panel-header')).toContainText('Teckenspråkstolk');

  // What the convener has said holds after a reload, where the page says what it has kept.
  await amina.reload();
  await expect(amina.getByLabel('Tolk eller skrivtolk')).toHaveValue('interpreter');
  await expect(amina.getByLabel('Språk', { exact: true })).toHaveValue('so');
  await amina.getByRole('button', { name: 'Anslut' }).click();
  await expectInMeeting(amina);
  await expect(tileOf(karin, 'Amina').locator('.tile-role')).toHaveText('Teckenspråkstolk');
  // Until they say otherwise themselves.
  await countButton(amina, 2).click();
  await amina.getByRole('button', { name: 'Ändra ditt namn' }).click();
  const own = amina.getByRole('dialog').getByLabel('Tolk eller skrivtolk');
  await expect(own).toHaveValue('signLanguageInterpreter');
  await own.selectOption('Skrivtolk');
  await amina.getByRole('dialog').getByRole('button', { name: 'Spara' }).click();
  await expect(tileOf(karin, 'Amina').locator('.tile-role')).toHaveText('Skrivtolk');
});

test('who speaks is in the name of the tile, and nothing is read out for it', async ({
  server,
  person,
  browserName,
}) => {
  const { callId } = await server.createSpace('Vem talar');
  const karin = await person({ browser: 'chromium' });
  await connectByLink(karin, callId, 'Karin');
  const lars = await person(browserName === 'firefox' ? {} : { voice: await hum(700) });
  await connectByLink(lars, callId, 'Lars');
  const label = tileOf(karin, 'Lars').getByRole('button', { name: /^Lars/ });
  await expect(label).toHaveAccessibleName(/talar$/);
  await expect(tileOf(lars, 'Du').getByText('talar')).toHaveCount(1);
  const told = await karin.locator('[aria-live]').allTextContents();
  expect(told.join(' ')).not.toContain('talar');
  await lars.getByRole('button', { name: 'Mikrofonen är på' }).click();
  await expect(label).not.toHaveAccessibleName(/talar/);
});

const why = whyNoTelephone();

test('a telephone that a convener makes an interpreter is named so, and heard', async ({
  server,
  sipPort,
  person,
  telephone,
}) => {
  test.skip(why !== undefined, why);
  const { callId } = await server.createSpace('Telefontolk');
  const karin = await person();
  await signIn(karin);
  await karin.goto(`/meeting/${callId}`);
  await connectByName(karin, 'Karin');
  const interpreter = await telephone({ number: '+46480445511', hertz: 430 });
  const listener = await telephone({ number: '+46701234567', hertz: 0 });
  await ring(interpreter, sipPort, callId);
  await ring(listener, sipPort, callId);
  await countButton(karin, 3).click();
  await chooseFor(karin, '+46 480 ••• 511', 'Gör till tolk …');
  const dialog = karin.getByRole('dialog');
  await dialog.getByLabel('Språk', { exact: true }).selectOption('arabiska');
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await expect(tileOf(karin, '+46 480 ••• 511').locator('.tile-role')).toHaveText(
    'Tolk (arabiska)',
  );
  await expect.poll(() => listener.hears(430)).toBeGreaterThan(HEARD);
});
