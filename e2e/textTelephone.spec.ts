// Somebody with a text telephone (liblinphone) and somebody at a page write to each other, letter by letter.
import { LinphoneText, whyNoLinphoneText } from '@distansmote/testkit/telephone/linphoneText.ts';
import { connectByLink, countButton } from './support/meeting.ts';
import { test } from './support/telephones.ts';
import { expect } from './support/test.ts';

const why = whyNoLinphoneText();
test.skip(why !== undefined, why);

test('a text telephone types the call ID, and writes and reads with a page', async ({
  server,
  sipPort,
  person,
}) => {
  test.slow();
  const { callId } = await server.createSpace('Texttelefon');
  const karin = await person();
  await connectByLink(karin, callId, 'Karin');
  const telephone = await LinphoneText.start('kalle');
  try {
    await telephone.dial(sipPort);
    await telephone.shows('Skriv samtals-ID');
    await telephone.type(`${callId}\n`);
    await telephone.shows('Du är med i mötet.');
    await expect(countButton(karin, 2)).toBeVisible();

    await telephone.type('Jag kan inte hra');
    // It opens by itself.
    const text = karin.getByRole('region', { name: 'Direkttext' });
    const live = text.locator('.live-line.is-live .live-line-text');
    await expect(live).toHaveText('Jag kan inte hra');
    await telephone.type('\b\böra.');
    await expect(live).toHaveText('Jag kan inte höra.');
    await telephone.type('\n');
    await expect(text.getByRole('log')).toContainText('Jag kan inte höra.');
    await expect(live).toHaveCount(0);

    await karin.getByLabel('Skriv direkttext').pressSequentially('Då skriver vi. ');
    await telephone.shows('[Karin] Då skriver vi. ');
  } finally {
    await telephone.stop();
  }
});
