// Direkttext: what is written is seen letter by letter, in the order and place of its writer, and by nobody who is not there.
import { expectNoViolations } from './support/expectNoViolations.ts';
import {
  field,
  live,
  log,
  meetToWrite,
  openText,
  textArea,
  textButton,
} from './support/liveText.ts';
import { expectSeesAndHears } from './support/mediaProof.ts';
import { connectByLink } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

test('letters are seen as they are written, corrected in the middle, and end in the log', async ({
  server,
  person,
}) => {
  const { karin, lars } = await meetToWrite(server, person);

  await openText(karin);
  await expect(field(karin)).toBeFocused();
  await field(karin).pressSequentially('Hej Lras');
  // It opens by itself, says who writes, and takes no focus.
  await expect(live(lars, 'Karin')).toHaveText('Hej Lras');
  await expect(lars.getByText('Karin skriver i Direkttext.')).toHaveCount(1);
  await expect(field(lars)).not.toBeFocused();
  // Who writes is seen as who speaks.
  await expect(lars.locator('[data-participant].is-speaking', { hasText: 'Karin' })).toBeVisible();

  // Before "as": the letter before it goes, and comes behind the next.
  await field(karin).press('ArrowLeft');
  await field(karin).press('ArrowLeft');
  await field(karin).press('Backspace');
  await field(karin).press('ArrowRight');
  await field(karin).pressSequentially('r');
  await expect(live(lars, 'Karin')).toHaveText('Hej Lars');
  await expect(log(lars)).not.toContainText('Hej');

  await field(karin).press('Enter');
  await expect(field(karin)).toHaveValue('');
  await expect(log(lars)).toContainText('Hej Lars');
  await expect(live(lars, 'Karin')).toHaveCount(0);
  await expect(log(karin).locator('.is-mine')).toHaveText('Du Hej Lars');

  await field(lars).fill('Jag hör inget 😀');
  await expect(live(karin, 'Lars')).toHaveText('Jag hör inget 😀');
  await field(lars).press('Backspace');
  await expect(live(karin, 'Lars')).toHaveText('Jag hör inget');
  await expectNoViolations(karin, 'one who writes Direkttext');
  await expectNoViolations(lars, 'one who reads Direkttext');
});

test('it can be read large, in columns and by keyboard alone, as it was chosen before', async ({
  server,
  person,
}) => {
  const { karin, lars } = await meetToWrite(server, person);
  await karin.keyboard.press('Alt+Shift+T');
  await expect(field(karin)).toBeFocused();
  await openText(lars);
  await field(lars).fill('Hej Karin');
  await field(lars).press('Enter');
  await field(karin).fill('Hej Lars');
  await field(karin).press('Enter');
  const size = () =>
    log(karin)
      .locator('.live-line')
      .first()
      .evaluate((line) => parseFloat(getComputedStyle(line).fontSize));
  const before = await size();
  await textArea(karin).getByRole('button', { name: 'Visning' }).click();
  await karin.getByLabel('Textstorlek').selectOption('300');
  expect(await size()).toBeCloseTo(3 * before, 0);
  await karin.getByLabel('Ordning').selectOption('columns');
  for (const name of ['Lars', 'Du'])
    await expect(textArea(karin).getByRole('heading', { name })).toBeVisible();
  await expectNoViolations(karin, 'Direkttext in columns');
  await karin.keyboard.press('Escape');
  await expect(textArea(karin)).toHaveCount(0);
  await expect(textButton(karin)).toBeFocused();

  // Closed, it counts and stays closed.
  await field(lars).fill('Är du där?');
  await field(lars).press('Enter');
  await expect(textButton(karin)).toHaveAccessibleName(/1 oläst/);
  await expect(textArea(karin)).toHaveCount(0);
  await textButton(karin).click();
  await expect(textArea(karin).getByRole('heading', { name: 'Lars' })).toBeVisible();
  expect(await size()).toBeCloseTo(3 * before, 0);
});

test('a rest ends the line, unless one has chosen otherwise', async ({ server, person }) => {
  const { callId } = await server.createSpace('Vila');
  const karin = await person();
  await connectByLink(karin, callId, 'Karin');
  await openText(karin);
  await field(karin).fill('Jag tänker');
  await expect(log(karin)).toContainText('Jag tänker');
  await expect(field(karin)).toHaveValue('');
  await textArea(karin).getByRole('button', { name: 'Visning' }).click();
  await karin.getByLabel('En paus på 7 sekunder avslutar raden').uncheck();
  await field(karin).fill('Jag skriver långsamt');
  // Longer than any rest: nothing but waiting could show it.
  await karin.waitForTimeout(9_000);
  await expect(field(karin)).toHaveValue('Jag skriver långsamt');
});

test('pasted lines are lines, and too much at once is refused with words', async ({
  server,
  person,
}) => {
  const { karin, lars } = await meetToWrite(server, person);
  await openText(karin);
  const paste = (text: string) =>
    field(karin).evaluate((element, pasted) => {
      element.focus();
      document.execCommand('insertText', false, pasted);
    }, text);
  await paste(`Första raden\nAndra raden\n${'å'.repeat(900)}`);
  await expect(log(lars)).toContainText('Andra raden');
  await expect(live(lars, 'Karin')).toHaveText('å'.repeat(900));
  await field(karin).press('Enter');
  await paste('x'.repeat(2_100));
  await expect(karin.getByText('Det var för mycket på en gång')).toBeVisible();
  await expect(field(karin)).toHaveValue('');
  await paste('Kort');
  await expect(live(lars, 'Karin')).toHaveText('Kort');
});

test('a page that is loaded anew has lost nothing, and a newcomer reads what was written', async ({
  server,
  person,
}) => {
  const { callId, karin, lars } = await meetToWrite(server, person);
  await openText(karin);
  await field(karin).fill('Rad ett');
  await field(karin).press('Enter');
  await field(karin).fill('Rad t');
  await expect(live(lars, 'Karin')).toHaveText('Rad t');
  // It has left for a moment: its line has ended.
  await connectByLink(karin, callId, 'Karin');
  for (const page of [karin, lars])
    await expect(log(page).locator('.live-line')).toHaveText([/Rad ett$/, /Rad t$/]);
  await field(karin).pressSequentially('Rad två');
  await expect(live(lars, 'Karin')).toHaveText('Rad två');

  const elsa = await person({ browser: 'chromium' });
  await connectByLink(elsa, callId, 'Elsa');
  await expect(log(elsa)).toContainText('Rad ett');
  await expect(live(elsa, 'Karin')).toContainText('Rad två');
});

test('after a crash of the server a line that was begun goes on, and what was read is still there', async ({
  server,
  person,
}) => {
  const { karin, lars } = await meetToWrite(server, person);
  await openText(karin);
  await field(karin).fill('Före kraschen');
  await field(karin).press('Enter');
  await field(karin).fill('Mitt i en me');
  await expect(live(lars, 'Karin')).toHaveText('Mitt i en me');
  await server.restart('SIGKILL');
  await field(karin).press('End');
  await field(karin).pressSequentially('ning');
  await expect(live(lars, 'Karin')).toHaveText('Mitt i en mening');
  await expect(log(lars)).toContainText('Före kraschen');
  await expect(textArea(lars).locator('.live-line')).toHaveCount(2);
  await expectSeesAndHears(karin, 'Lars');
});
