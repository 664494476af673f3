// The staff's spaces: the table, its dialogs, the invitation and who was there.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import type { Locator } from '@playwright/test';
import { signIn } from '../../support/signIn.ts';
import { choose, openNewSpace, rowOf } from '../../support/spaces.ts';
import { LAYOUT_SIZES } from '../capture.ts';
import { CAST } from '../cast.ts';
import type { Scene, Studio } from '../studio.ts';
import { button, hold, TWO_SIZES } from './ways.ts';

const HOUR_MS = 60 * 60 * 1000;
const PLACES = ['Torsås', 'Emmaboda', 'Mörbylånga', 'Borgholm', 'Nybro', 'Högsby'];
const KINDS = ['Vårdplanering', 'SIP', 'Uppföljning', 'Anhörigmöte', 'Utskrivning avdelning 31'];
const LOBBIES = ['none', 'withoutLink', 'everybody'] as const;

/** Those of a whole county; one of them is in use. */
async function fill(studio: Studio, count: number): Promise<SpaceDescription> {
  const { server } = studio;
  const session = await server.session();
  const spaces: SpaceDescription[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = `${KINDS[index % KINDS.length]} ${PLACES[index % PLACES.length]}`;
    const startsAt = new Date(Date.now() + (index < 12 ? index / 4 : index * 9) * HOUR_MS);
    const { body } = await session.ask<SpaceDescription>('POST', '/api/spaces', {
      name,
      lobby: LOBBIES[index % LOBBIES.length],
      ...(index % 3 > 0 && { startsAt: startsAt.toISOString() }),
    });
    spaces.push(body);
  }
  const used = await server.createSpace('Distansmöte HC Torsås 9');
  spaces.push(used);
  studio.onEnd(async () => {
    for (const { id } of spaces) await session.ask('DELETE', `/api/spaces/${id}`);
  });
  await studio.enter(used.callId, CAST.slice(0, 3));
  return used;
}

async function signedIn({ page, server }: Studio, username?: string) {
  const staff = await page();
  if (username === undefined) {
    await signIn(staff);
    return staff;
  }
  const session = await server.session();
  const made = await session.ask<{ password: string }>('POST', '/api/accounts', {
    username,
    displayName: 'Sara Lind',
    role: 'staff',
  });
  await signIn(staff, username, made.body.password);
  return staff;
}

export const spaceScenes: Record<string, Scene> = {
  async 'spaces-few'(studio) {
    const { take } = studio;
    const sara = await signedIn(studio, 'sara.lind');
    await sara.getByRole('heading', { name: 'Här står dina möten' }).waitFor();
    await take(sara, 'spaces-none', 'A member of staff who has no meetings yet.');
    for (const name of ['Vårdplanering Torsås', 'SIP Emmaboda', 'Uppföljning']) {
      const dialog = await openNewSpace(sara);
      await dialog.getByLabel('Mötets namn').fill(name);
      await button(sara, 'Skapa möte').last().click();
      await dialog.getByText('Mötet är skapat').waitFor();
      await sara.keyboard.press('Escape');
    }
    await rowOf(sara, 'Uppföljning').waitFor();
    await take(sara, 'spaces-three', 'Three meetings.', { sizes: TWO_SIZES });
    await hold(sara, '**/api/spaces/search');
    await sara.goto('/spaces');
    await sara.getByText('Hämtar möten …').waitFor();
    await take(sara, 'spaces-fetching', 'While the meetings are fetched.', { sizes: TWO_SIZES });
  },

  async spaces(studio) {
    const { take } = studio;
    await fill(studio, 61);
    const staff = await signedIn(studio);
    await staff.goto('/spaces');
    await staff.getByRole('row').nth(1).waitFor();
    await take(staff, 'spaces', 'The meetings of today, for an administrator.', {
      sizes: LAYOUT_SIZES,
    });
    await take(staff, 'spaces-forced-colours', 'The same in forced colours.', {
      sizes: TWO_SIZES,
      themes: ['light'],
      hasForcedColours: true,
    });
    for (const [tab, sentence] of [
      ['upcoming', 'Meetings to come.'],
      ['withoutTime', 'Meetings without a time; one of them is in use.'],
      ['old', 'Old meetings: there are none.'],
    ] as const) {
      await staff.goto(`/spaces?tab=${tab}`);
      await staff.locator('.spaces-table, .spaces-none').first().waitFor();
      if (tab === 'withoutTime') await staff.getByText('3 inne nu').waitFor();
      await take(staff, `spaces-${tab}`, sentence, { sizes: TWO_SIZES });
    }
    await staff.getByRole('searchbox').fill('Torsås');
    await staff.getByText('Distansmöte HC Torsås 9').waitFor();
    await take(staff, 'spaces-search', 'Meetings found by a word.', { sizes: TWO_SIZES });
    await staff.getByRole('searchbox').fill('finns inte');
    await button(staff, 'Rensa sökningen').waitFor();
    await take(staff, 'spaces-not-found', 'No meeting has that word.', { sizes: TWO_SIZES });
    await staff.goto('/spaces?tab=withoutTime');
    await staff.getByRole('checkbox').nth(1).check();
    await staff.getByRole('checkbox').nth(2).check();
    await take(staff, 'spaces-selected', 'Two are selected.');
    await button(staff, 'Ta bort …').click();
    await take(staff, 'spaces-delete-many', 'Asking before both are deleted.', {
      sizes: TWO_SIZES,
    });
  },

  async 'space-dialogs'(studio) {
    const { take } = studio;
    await fill(studio, 4);
    const staff = await signedIn(studio);
    await staff.goto('/spaces?tab=withoutTime');
    const row = rowOf(staff, 'Distansmöte HC Torsås 9');
    await row.getByText('3 inne nu').waitFor();
    const menu = row.getByRole('button', { name: /^Mer om/ });
    await menu.click();
    await take(staff, 'space-menu', 'What can be done with a meeting.', {
      sizes: TWO_SIZES,
      prepare: async () => {
        if ((await menu.getAttribute('aria-expanded')) !== 'true') await menu.click();
      },
    });
    await staff.keyboard.press('Escape');
    for (const [entry, name, sentence] of [
      ['Ändra', 'space-change', 'A meeting is changed.'],
      ['Kollegor som leder', 'space-colleagues', 'Colleagues who lead it too.'],
      ['Ny länk', 'space-new-link', 'Asking before it has a new link.'],
      ['Ta bort', 'space-delete', 'Asking before it is deleted, with three inside.'],
    ] as const) {
      await choose(row, entry);
      await staff.getByRole('dialog').waitFor();
      await take(staff, name, sentence, { sizes: TWO_SIZES });
      await staff.keyboard.press('Escape');
    }
    const { body } = await (
      await studio.server.session()
    ).ask<{ spaces: { id: string }[] }>('POST', '/api/spaces/search', {
      tab: 'all',
      text: 'Distansmöte HC Torsås 9',
    });
    await staff.goto(`/spaces/${body.spaces[0]?.id}/attendance`);
    await staff.getByText('Är med nu').first().waitFor();
    await take(staff, 'attendance', 'Who was there, and when.', { sizes: TWO_SIZES });
  },

  async 'space-new'(studio) {
    const { take } = studio;
    const staff = await signedIn(studio);
    const dialog: Locator = await openNewSpace(staff);
    await take(staff, 'space-new', 'A new meeting.');
    await dialog.getByText('Fler val').click();
    await dialog.getByLabel('Spara valen som mall').fill('Vårdplanering');
    await take(staff, 'space-new-more', 'With all of its choices.');
    await dialog.getByRole('button', { name: 'Spara mall' }).click();
    await dialog.getByText('Mallen är sparad.').waitFor();
    await dialog.getByRole('button', { name: 'Skapa möte' }).click();
    await dialog.locator('[aria-invalid="true"]').waitFor();
    await take(staff, 'space-new-missing', 'Without a name; the template is saved.', {
      sizes: TWO_SIZES,
    });
    await dialog.getByLabel('Mötets namn').fill('Vårdplanering Emmaboda');
    await dialog.getByRole('button', { name: 'Skapa möte' }).click();
    await button(staff, 'Kopiera inbjudan').click();
    await button(staff, 'Kopierad').waitFor();
    await take(staff, 'space-created', 'It is there, and its invitation is copied.');
    await staff.keyboard.press('Escape');
    await openNewSpace(staff);
    await take(staff, 'space-new-template', 'The next one begins with a template.', {
      sizes: TWO_SIZES,
    });
    await staff.goto('/spaces?tab=withoutTime');
    const row = rowOf(staff, 'Vårdplanering Emmaboda');
    await row.getByRole('link', { name: 'Bjud in' }).click();
    await staff.getByRole('img', { name: 'QR-kod' }).waitFor();
    await take(staff, 'invitation', 'The invitation, to be copied or printed.', { isWhole: true });
    await take(staff, 'invitation-printed', 'The same on a sheet of A4.', {
      sizes: ['794x1123'],
      themes: ['light'],
      isPrinted: true,
    });
    await staff.goto(staff.url().replace('invitation', 'attendance'));
    await staff.getByText('Ingen har varit med än.').waitFor();
    await take(staff, 'attendance-none', 'Nobody has been there yet.', { sizes: TWO_SIZES });
    await staff.goto('/spaces?tab=withoutTime');
    await choose(row, 'Ta bort');
    await staff.getByRole('dialog').getByRole('button', { name: 'Ta bort' }).click();
    await row.waitFor({ state: 'detached' });
    await take(staff, 'space-deleted', 'A meeting was deleted.', { sizes: TWO_SIZES });
  },
};
