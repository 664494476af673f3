// Captions by a computer in real browsers: started by a convener, told to everybody, read under the right names, chosen by each.
import { toneVoice } from '@distansmote/testkit/captions/toneVoice.ts';
import { whyNoTelephone } from '@distansmote/testkit/telephone/telephone.ts';
import type { Page } from '@playwright/test';
import { captionsOf, test } from './support/captions.ts';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { connectByLink, connectByName, countButton, expectInMeeting } from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { ring } from './support/telephones.ts';
import { expect } from './support/test.ts';

async function turn(karin: Page, words: 'Starta textning' | 'Avsluta textning'): Promise<void> {
  await karin.getByRole('button', { name: /deltagare/ }).click();
  await karin.getByRole('button', { name: 'Mer för mötet' }).click();
  await karin.getByRole('menuitem', { name: words }).click();
}

test('what browsers say is read by those who want to, under their names', async ({
  server,
  vosk,
  person,
  browserName,
}) => {
  const space = await server.createSpace('Textat');
  const isChromium = browserName === 'chromium';
  // Firefox's own fake microphone emits a tone of 1,000 Hz by itself.
  const karin = await person(isChromium ? { voice: await toneVoice(440) } : {});
  const [karinSays, larsSays] = isChromium ? ['ett', 'tre'] : ['fyra', 'tre'];
  await signIn(karin);
  await karin.goto(`/meeting/${space.callId}`);
  await connectByName(karin, 'Karin');
  const lars = await person({ browser: 'chromium', voice: await toneVoice(800) });
  await connectByLink(lars, space.callId, 'Lars');
  expect(vosk.utterances, 'nothing is sent before').toBe(0);

  await turn(karin, 'Starta textning');
  await expect(karin.getByText('Du har startat textning')).toBeVisible();
  await expect(lars.getByText('Karin har startat textning')).toBeVisible();
  await expect(lars.getByText('skrivs ut av en dator')).toBeVisible();
  await expectNoViolations(lars, 'told of captions');
  await expect(captionsOf(lars), 'nobody has to see it').toHaveCount(0);
  await lars.getByRole('button', { name: 'Visa texten' }).click();
  // A tone that goes on is noise after some seconds, and speech again when somebody comes with it.
  await karin.reload();
  await connectByName(karin, 'Karin');
  const line = (name: string, text: string) =>
    captionsOf(lars).locator('.caption-line', { hasText: name }).filter({ hasText: text }).first();
  await expect(line('Karin:', karinSays)).toBeVisible();
  await expect(line('Lars:', larsSays)).toBeVisible();
  await expect(captionsOf(lars).getByText('Gjord av dator, kan vara fel')).toBeVisible();
  await expect(captionsOf(karin)).toHaveCount(0);
  await expectNoViolations(lars, 'captions');

  // Beside the pictures, and not over them.
  const boxes = await Promise.all(
    [lars.locator('.stage'), captionsOf(lars)].map((one) => one.boundingBox()),
  );
  const [stage, strip] = boxes;
  expect((stage?.y ?? 0) + (stage?.height ?? 0)).toBeLessThanOrEqual((strip?.y ?? 0) + 1);

  await captionsOf(lars).getByRole('button', { name: 'Utseende' }).click();
  await lars.getByLabel('200 %').check();
  await lars.getByLabel('Över bilden').check();
  await lars.getByLabel('Svart på vitt').check();
  await expectNoViolations(lars, 'how captions look');
  await lars.keyboard.press('Escape');
  await expect(captionsOf(lars).getByRole('button', { name: 'Utseende' })).toBeFocused();
  await expect(captionsOf(lars)).toHaveClass(/is-on-white is-at-top/);

  // Remembered, and told again to whoever comes back.
  await lars.reload();
  await connectByName(lars, 'Lars');
  await expect(captionsOf(lars)).toHaveClass(/is-on-white is-at-top/);
  await expect(lars.getByText('Karin har startat textning')).toBeVisible();
  await captionsOf(lars).getByRole('button', { name: 'Dölj texten' }).click();
  await expect(captionsOf(lars)).toHaveCount(0);
  await lars.getByRole('button', { name: 'Mer', exact: true }).click();
  await lars.getByRole('button', { name: /^Textning/ }).click();
  await expect(captionsOf(lars)).toBeVisible();

  await turn(karin, 'Avsluta textning');
  await expect(captionsOf(lars)).toHaveCount(0);
  await expect(lars.getByText('Karin har avslutat textningen')).toBeVisible();
});

test(
  'a telephone is read too, and when no text comes that is said',
  { tag: '@chromium-only' },
  async ({ server, sipPort, vosk, person, telephone }) => {
    test.skip(whyNoTelephone() !== undefined, whyNoTelephone());
    const space = await server.createSpace('Textad telefon');
    const karin = await person();
    await signIn(karin);
    await karin.goto(`/meeting/${space.callId}`);
    await connectByName(karin, 'Karin');
    await expectInMeeting(karin);
    await turn(karin, 'Starta textning');
    await karin.getByRole('button', { name: 'Visa texten' }).click();
    const elsa = await telephone({ number: '+46480445511', hertz: 600 });
    await ring(elsa, sipPort, space.callId);
    await expect(countButton(karin, 2)).toBeVisible();
    const line = captionsOf(karin).locator('.caption-line', { hasText: '+46 480 ••• 511:' });
    await expect(line.filter({ hasText: 'två' }).first()).toBeVisible();

    vosk.behaviour = 'refuse';
    const lars = await person({ voice: await toneVoice(800) });
    await connectByLink(lars, space.callId, 'Lars');
    await expect(captionsOf(karin).getByText('Texten kommer inte fram just nu')).toBeVisible();
    vosk.behaviour = 'honest';
    const larsSays = captionsOf(karin).locator('.caption-line', { hasText: 'Lars:' });
    await expect(larsSays.filter({ hasText: 'tre' }).first()).toBeVisible();
    await expect(captionsOf(karin).getByText('Texten kommer inte fram just nu')).toHaveCount(0);
  },
);

test('what a captioner writes is read as captions, before anything that a computer makes', async ({
  server,
  person,
}) => {
  const space = await server.createSpace('Skrivtolkat');
  const karin = await person();
  await connectByLink(karin, space.callId, 'Karin');
  const stina = await person({ browser: 'chromium' });
  await stina.goto(`/meeting/${space.callId}`);
  await stina.getByRole('button', { name: 'Jag är tolk' }).click();
  await stina.getByLabel('Tolk eller skrivtolk').selectOption('Skrivtolk');
  await connectByName(stina, 'Stina');
  await expect(karin.getByText('Stina skriver det som sägs')).toBeVisible();
  await expectNoViolations(karin, 'told of a captioner');
  await karin.getByRole('button', { name: 'Visa texten' }).click();

  await stina.getByRole('button', { name: /^Direkttext/ }).click();
  const field = stina.getByLabel('Skriv direkttext');
  await field.pressSequentially('Karin: Då böjar');
  const written = captionsOf(karin).locator('.caption-line.is-written');
  await expect(written).toHaveText('Karin: Då böjar');
  for (let at = 0; at < 3; at += 1) await field.press('Backspace');
  await field.pressSequentially('rjar vi.');
  await expect(written).toHaveText('Karin: Då börjar vi.');
  await expect(captionsOf(karin).getByText('Skrivs av Stina')).toBeVisible();
  await field.press('Enter');
  await field.pressSequentially('Lars: Ja.');
  await expect(written).toHaveText(['Karin: Då börjar vi.', 'Lars: Ja.']);
  // It is captions, and opens nothing else.
  await expect(karin.getByRole('region', { name: 'Direkttext' })).toHaveCount(0);

  // Anybody may say that they are a captioner: what two have written is told apart.
  const eve = await person({ browser: 'chromium' });
  await eve.goto(`/meeting/${space.callId}`);
  await eve.getByRole('button', { name: 'Jag är tolk' }).click();
  await eve.getByLabel('Tolk eller skrivtolk').selectOption('Skrivtolk');
  await connectByName(eve, 'Eve');
  await eve.getByRole('button', { name: /^Direkttext/ }).click();
  await eve.getByLabel('Skriv direkttext').pressSequentially('Lars: Nej.');
  await field.pressSequentially(' Det gör vi.');
  await expect(written.filter({ hasText: 'Eve: Lars: Nej.' })).toBeVisible();
  await expect(written.filter({ hasText: /^Stina: Lars: Ja/ })).toBeVisible();

  await eve.getByRole('button', { name: 'Lämna mötet' }).click();
  await stina.getByRole('button', { name: 'Lämna mötet' }).click();
  await expect(captionsOf(karin)).toHaveCount(0);
});
