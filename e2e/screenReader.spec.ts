// What a screen reader is told, by AT-SPI: through a join, a meeting with events, a chat and Direkttext. Each event once.
import { everyNode, wordsIn } from '@distansmote/testkit/accessibility/screenReader.ts';
import { field, live, neverRests, openText } from './support/liveText.ts';
import { connectByLink, expectInMeeting, leaveButton } from './support/meeting.ts';
import { expectSaidOnce, type Listener, listener } from './support/screenReader.ts';
import { expect, test as base } from './support/test.ts';

const test = base.extend<{ listener: Listener }>({ listener });

test('the way into a meeting, what happens there, and a chat', async ({
  server,
  person,
  listener: { page, reader },
}) => {
  const { callId } = await server.createSpace('Vårdplanering');
  const focused = () => expect.poll(() => reader.focused(), { timeout: 30_000 });

  await page.goto('/');
  await page.getByRole('link', { name: 'Anslut' }).click();
  // Each view begins at its heading, or where one types.
  await focused().toMatch(/^(heading|entry) /);
  await page.getByLabel('Samtals-ID').fill(callId);
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await page.getByLabel('Namn', { exact: true }).waitFor();
  await focused().toMatch(/^heading /);
  await page.getByLabel('Namn', { exact: true }).fill('Anna');
  await page.getByRole('button', { name: 'Anslut' }).click();
  await expectInMeeting(page);
  await focused().toMatch(/^heading Vårdplanering/);

  reader.forget();
  const lars = await person({ browser: 'chromium' });
  await connectByLink(lars, callId, 'Lars Öberg');
  await expectSaidOnce(reader, 'Lars Öberg har anslutit');
  await lars.getByRole('button', { name: /^Räck upp handen/ }).click();
  await expectSaidOnce(reader, 'Lars Öberg räcker upp handen');

  // Who is there, and every control has a name.
  const room = await reader.page('Vårdplanering');
  expect(wordsIn(room)).not.toBe('');
  const nodes = everyNode(room);
  const buttons = nodes.filter(({ role }) => role === 'push button' || role === 'toggle button');
  expect(buttons.length).toBeGreaterThan(5);
  expect(buttons.filter((button) => wordsIn(button) === '')).toEqual([]);
  const words = nodes.map(({ name, description }) => `${name} ${description}`).join('\n');
  expect(words).toContain('Lars Öberg');

  await lars.getByRole('button', { name: /^Chatt/ }).click();
  await lars.getByLabel('Ditt meddelande').fill('Hör ni mig?');
  await lars.getByLabel('Ditt meddelande').press('Enter');
  await expectSaidOnce(reader, 'Nytt meddelande från Lars Öberg');
  // What is written is not read out in the middle of the talk, until one opens the chat.
  expect(reader.said.filter((text) => text.includes('Hör ni mig'))).toEqual([]);
  await page.getByRole('button', { name: /^Chatt/ }).click();
  await page.getByLabel('Ditt meddelande').waitFor();
  reader.forget();
  await lars.getByLabel('Ditt meddelande').pressSequentially('Nu hörs det');
  await lars.getByLabel('Ditt meddelande').press('Enter');
  await expect
    .poll(() => reader.said.filter((text) => text.includes('Nu hörs det')).length, {
      timeout: 30_000,
    })
    .toBe(1);

  // Direkttext: who writes is told, the line once it is finished, and nothing letter by letter.
  reader.forget();
  await neverRests(lars);
  await openText(lars);
  await field(lars).pressSequentially('Nu skriver jag', { delay: 100 });
  await live(page, 'Lars Öberg').waitFor();
  await expectSaidOnce(reader, 'Lars Öberg skriver i Direkttext.');
  await field(lars).press('Enter');
  await expect
    .poll(() => reader.said.filter((text) => /^\S$|skriver jag|Nu s/.test(text)), {
      timeout: 30_000,
    })
    .toEqual([expect.stringContaining('Nu skriver jag')]);

  reader.forget();
  await leaveButton(lars).click();
  await expectSaidOnce(reader, 'Lars Öberg har lämnat mötet');
  await expect
    .poll(() => reader.said.filter((text) => text.includes('Lars')))
    .toEqual(['Lars Öberg har lämnat mötet']);
});
