// The pages outside the meeting.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { signIn } from '../support/signIn.ts';
import type { Scene } from './studio.ts';

const tomorrow = () => new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString();

export const pageScenes: Record<string, Scene> = {
  async start({ page, take }) {
    const anna = await page();
    await anna.goto('/');
    await take(anna, 'start', 'Where everybody begins.');
  },

  async 'call-id'({ page, take }) {
    const anna = await page();
    await anna.goto('/call-id');
    await anna.getByLabel('Samtals-ID').fill('999 888 777');
    await anna.getByRole('button', { name: 'Fortsätt' }).click();
    await anna.locator('[aria-invalid="true"]').waitFor();
    await take(anna, 'call-id', 'A call ID that no meeting has.');
  },

  async name({ server, page, take }) {
    const { callId } = await server.createSpace('Vårdplanering Torsås');
    const anna = await page();
    await anna.goto(`/meeting/${callId}`);
    await anna.locator('video').waitFor();
    await take(anna, 'name', 'On the way in: the name, and oneself in the picture.');
  },

  async equipment({ page, take }) {
    const anna = await page();
    await anna.goto('/equipment');
    await anna.getByRole('button', { name: 'Starta testet' }).click();
    await anna.getByText('Nätverket fungerar för möten').waitFor({ timeout: 60_000 });
    await take(anna, 'equipment', 'The equipment test, when all is well.', { isWhole: true });
  },

  async early({ server, page, take }) {
    const { callId } = await server.createSpace('Uppföljning', { startsAt: tomorrow() });
    const anna = await page();
    await anna.goto(`/meeting/${callId}`);
    await anna.getByLabel('Ditt namn').waitFor();
    await take(anna, 'early', 'Too early: when it begins, and when one may come in.');
  },

  async lobby({ server, page, take }) {
    const { callId } = await server.createSpace('Vårdplanering Torsås', { lobby: 'everybody' });
    const anna = await page();
    await anna.goto(`/meeting/${callId}`);
    await anna.getByLabel('Namn', { exact: true }).fill('Anna Berg');
    await anna.getByRole('button', { name: 'Anslut', exact: true }).click();
    await anna.getByRole('button', { name: 'Sluta vänta' }).waitFor();
    await take(anna, 'lobby', 'Waiting to be let in; nobody is there yet who could do it.');
  },

  async left({ server, page, take }) {
    const { callId } = await server.createSpace('Vårdplanering Torsås');
    const anna = await page();
    await anna.goto(`/meeting/${callId}`);
    await anna.getByLabel('Namn', { exact: true }).fill('Anna Berg');
    await anna.getByRole('button', { name: 'Anslut', exact: true }).click();
    await anna.getByRole('button', { name: 'Lämna mötet' }).click();
    await anna.getByRole('heading', { name: 'Du har lämnat mötet' }).waitFor();
    await take(anna, 'left', 'After the meeting.');
  },

  async staff({ server, page, take }) {
    const spaces: SpaceDescription[] = [];
    for (const name of ['Distansmöte HC Torsås 9', 'Vårdplanering Torsås', 'SIP Emmaboda'])
      spaces.push(await server.createSpace(name));
    const anna = await page();
    await anna.goto('/sign-in');
    await anna.getByLabel('Lösenord').waitFor();
    await take(anna, 'sign-in', 'Staff sign in.');
    await signIn(anna);
    await anna.getByRole('link', { name: 'Bjud in' }).first().waitFor();
    await take(anna, 'spaces', 'The meetings of a member of staff.');
    await anna
      .getByRole('button', { name: /^Mer om/ })
      .first()
      .click();
    await take(anna, 'space-menu', 'What can be done with one of them.');
    await anna.getByRole('menuitem', { name: 'Ändra' }).click();
    await take(anna, 'space-choices', 'A meeting is changed.');
    await anna.keyboard.press('Escape');
    await anna.getByRole('button', { name: 'Skapa möte' }).first().click();
    await take(anna, 'space-new', 'A new meeting.');
    await anna.goto('/spaces');
    await anna.getByRole('link', { name: 'Bjud in' }).first().click();
    await anna.getByRole('img', { name: 'QR-kod' }).waitFor();
    await take(anna, 'invitation', 'The invitation, to be copied or printed.', { isWhole: true });
    await anna.goto('/accounts');
    await anna.getByRole('button', { name: 'Skapa konto' }).waitFor();
    await take(anna, 'accounts', 'The accounts, for an administrator.', { isWhole: true });
    await anna.goto('/account');
    await anna.getByLabel('Nytt lösenord').waitFor();
    await take(anna, 'account', "One's own account.");
    await anna.goto('/audit');
    await anna.getByRole('main').getByRole('row').nth(1).waitFor();
    await take(anna, 'audit', 'The audit log.');
    for (const space of spaces) await server.deleteSpace(space);
  },
};
