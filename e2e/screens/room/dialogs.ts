// What opens over the meeting: Mer and what is in it, settings, the questions before one leaves.
import { tell } from '../../support/tell.ts';
import type { Scene, Studio } from '../studio.ts';
import type { Page } from '@playwright/test';
import { DARK, meet, openPeople } from './meeting.ts';

async function openMore(page: Page, what?: string): Promise<void> {
  await page.getByRole('button', { name: 'Mer', exact: true }).click();
  if (what !== undefined) await page.getByRole('button', { name: what, exact: true }).click();
  await page.getByRole('dialog').waitFor();
}

export const dialogScenes: Record<string, Scene> = {
  async 'room-more'(studio: Studio) {
    const { anna } = await meet(studio, { others: 4 });
    await openMore(anna);
    await studio.take(anna, 'room-more', 'What is not needed at every moment.', DARK);
    await anna.keyboard.press('Escape');
    await openMore(anna, 'Bjud in');
    await anna.getByRole('img', { name: /^QR-kod/ }).waitFor();
    await studio.take(anna, 'room-invite', 'Inviting from within.', DARK);
    await anna.keyboard.press('Escape');
    await openMore(anna, 'Kortkommandon');
    await studio.take(anna, 'room-shortcuts', 'The shortcuts.', DARK);
    await anna.keyboard.press('Escape');
    await openMore(anna, 'Nätverk');
    await anna.getByText('Direkt', { exact: true }).waitFor();
    await studio.take(anna, 'room-network', 'Figures of the network.', DARK);
  },

  async 'small-window'(studio: Studio) {
    const { anna } = await meet(studio, { others: 2 });
    const opened = anna.context().waitForEvent('page');
    await openMore(anna);
    await anna.getByRole('button', { name: 'Litet fönster' }).click();
    const small = await opened;
    await small.locator('video').waitFor();
    await studio.take(small, 'small-window', 'The small window over other programs.', {
      ...DARK,
      sizes: ['400x293', '240x200'],
    });
  },

  async 'room-more-english'(studio: Studio) {
    const { anna } = await meet(studio, { others: 4, locale: 'en-GB' });
    await anna.getByRole('button', { name: 'More', exact: true }).click();
    await anna.getByRole('dialog').waitFor();
    await studio.take(anna, 'room-more-english', 'The menu in English.', DARK);
  },

  async 'room-settings'(studio: Studio) {
    const { anna } = await meet(studio, { others: 4 });
    await anna.getByRole('button', { name: 'Inställningar' }).click();
    await anna.getByRole('dialog').locator('video').waitFor();
    await studio.take(anna, 'room-settings', 'The settings: devices and sound.', DARK);
    await studio.take(anna, 'room-settings-forced-colours', 'The same in forced colours.', {
      ...DARK,
      hasForcedColours: true,
    });
  },

  async 'room-call-instead'(studio: Studio) {
    const { anna } = await meet(studio, { others: 4 });
    await anna.getByRole('button', { name: 'Inställningar' }).click();
    await anna.getByRole('dialog').getByRole('button', { name: 'Ring i stället' }).click();
    await anna.getByRole('dialog', { name: 'Ring i stället' }).getByText('0480').waitFor();
    await studio.take(anna, 'room-call-instead', 'How to call instead.', DARK);
  },

  async 'room-my-name'(studio: Studio) {
    const { anna } = await meet(studio, { others: 4 });
    await openPeople(anna);
    await anna.getByRole('button', { name: 'Ändra ditt namn' }).click();
    await anna.getByRole('dialog').waitFor();
    await studio.take(anna, 'room-my-name', "One's own name is changed.", DARK);
  },

  async 'room-role'(studio: Studio) {
    const { anna } = await meet(studio, { others: 4, isConvener: true });
    await openPeople(anna);
    await anna.getByRole('button', { name: 'Mer för Elsa Lindqvist' }).click();
    await anna.getByRole('menuitem', { name: 'Gör till tolk …' }).click();
    await anna.getByRole('dialog').waitFor();
    await studio.take(anna, 'room-role', 'A convener says who interprets.', DARK);
  },

  async 'room-back'(studio: Studio) {
    const { anna } = await meet(studio, { others: 4 });
    await anna.goBack();
    await anna.getByRole('dialog', { name: 'Vill du lämna mötet?' }).waitFor();
    await studio.take(anna, 'room-back', "What the browser's Back asks.", DARK);
  },

  async 'room-leave'(studio: Studio) {
    const { anna } = await meet(studio, { others: 4, isConvener: true });
    await anna.getByRole('button', { name: 'Lämna mötet' }).click();
    await anna.getByRole('dialog').waitFor();
    await studio.take(anna, 'room-leave', 'What a convener is asked who leaves.', DARK);
  },

  async 'room-ended'(studio: Studio) {
    const { anna } = await meet(studio, { others: 1 });
    await tell(anna, 'meetingEnded', { reason: 'endedByConvener' });
    await anna.getByRole('heading', { level: 1, name: /avslutat/ }).waitFor();
    await studio.take(anna, 'room-ended', 'A convener has ended the meeting for everybody.');
  },
};
