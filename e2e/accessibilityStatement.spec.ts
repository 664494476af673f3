// The accessibility statement: reached from each page, complete, and with a form that reaches the administrators.
import { expectNoViolations } from './support/expectNoViolations.ts';
import { connectByLink } from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';

test('whoever misses something finds the statement, writes, and an administrator reads it', async ({
  server,
  person,
  browserName,
}) => {
  const elsa = await person();
  await elsa.goto('/');
  const link = elsa.getByRole('contentinfo').getByRole('link', { name: 'Tillgänglighet' });
  await expect(link).toHaveAttribute('href', '/tillganglighet');
  await elsa.goto('/tillganglighet');
  await expect(elsa.getByRole('heading', { level: 1 })).toHaveText('Tillgänglighet i Distansmöte');
  // What the law asks for (MDFFS 2019:2): how well, what not, exemptions, outside it, a message, supervision, method and dates.
  await expect(elsa.getByRole('heading', { level: 2 })).toHaveText([
    'Hur tillgänglig är tjänsten?',
    'Så kan du vara med',
    'Det här fungerar inte ännu',
    'Undantag (12 § i lagen)',
    'Det som lagen inte gäller',
    'Berätta om något som inte fungerar',
    'Tillsyn',
    'Så är tjänsten granskad',
  ]);
  await expect(elsa.getByText('delvis förenligt med lagen')).toBeVisible();
  await expect(elsa.getByRole('link', { name: 'anmäla det till Digg' })).toHaveAttribute(
    'href',
    'https://www.digg.se/tdosanmalan',
  );
  await expect(elsa.getByText(/Senast granskad/)).toBeVisible();
  await expectNoViolations(elsa, 'the statement');

  const text = elsa.getByLabel('Vad fungerar inte?');
  const send = elsa.getByRole('button', { name: 'Skicka' });
  await send.click();
  await expect(elsa.getByRole('alert')).toHaveText('Skriv vad det är som inte fungerar.');
  await expect(text).toBeFocused();
  await expectNoViolations(elsa, 'a message without words');
  const words = `Jag hittar inte knappen i ${browserName}.`;
  await text.fill(words);
  // What cannot be sent stays.
  await elsa.context().setOffline(true);
  await send.click();
  await expect(elsa.getByRole('alert')).toContainText('kunde inte skickas');
  await expect(text).toHaveValue(words);
  await elsa.context().setOffline(false);
  await elsa.getByLabel('E-post eller telefon').fill('elsa@example.org');
  await send.click();
  await expect(elsa.getByRole('status')).toHaveText('Tack! Vi har fått ditt meddelande.');

  const admin = await person();
  await signIn(admin);
  await admin.getByRole('link', { name: /meddelanden? om tillgänglighet$/ }).click();
  await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Om tillgänglighet');
  const item = admin.getByRole('listitem').filter({ hasText: words });
  await expect(item).toContainText('Vill ha svar: elsa@example.org');
  await expectNoViolations(admin, 'the messages');
  await item.getByRole('button', { name: 'Ta bort' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Ta bort' }).click();
  await expect(item).toHaveCount(0);
  await expect(admin.getByText('Meddelandet är borttaget.')).toBeVisible();

  // From the meeting too, which stays open.
  const { callId } = await server.createSpace('Tillgängligt');
  await connectByLink(elsa, callId, 'Elsa');
  await elsa.getByRole('button', { name: 'Inställningar' }).click();
  const inMeeting = elsa.getByRole('dialog').getByRole('link', { name: 'Tillgänglighet' });
  await expect(inMeeting).toHaveAttribute('target', '_blank');
});
