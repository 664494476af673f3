// What is shared: by somebody else, by oneself, and before or without its picture.
import type { Page } from '@playwright/test';
import { tell } from '../../support/tell.ts';
import { type Actor, CAST } from '../cast.ts';
import type { Scene, Studio } from '../studio.ts';
import { LAYOUT } from './layouts.ts';
import { DARK, enter, type Meeting, meet } from './meeting.ts';

const withoutLars = CAST.filter(({ name }) => !name.startsWith('Lars'));

/** Lars has a browser, and shares. */
async function share(
  studio: Studio,
  { count = 3, ...options }: { count?: number; before?: (page: Page) => Promise<unknown> } = {},
): Promise<Meeting> {
  const meeting = await meet(studio, { others: withoutLars.slice(0, count) });
  const { page: lars } = await enter(studio, meeting.space, { who: 'lars', ...options });
  await lars.setViewportSize({ width: 400, height: 400 });
  await lars.getByRole('button', { name: 'Dela skärm' }).click();
  await meeting.anna.locator('[data-screen-of]').waitFor();
  const toast = meeting.anna.locator('.toast-close');
  if (await toast.isVisible()) await toast.click();
  return meeting;
}

async function sign(page: Page, who: Actor | undefined): Promise<void> {
  if (who) await tell(page, 'signingChanged', { participantId: who.id, isSigning: true });
}

export const sharingScenes: Record<string, Scene> = {
  async 'room-share'(studio) {
    const { anna } = await share(studio);
    await anna.locator('[data-screen-of] video').waitFor();
    await studio.take(anna, 'room-share', 'Somebody shares a document.', LAYOUT);
  },

  async 'room-share-crowd'(studio) {
    const { anna } = await share(studio, { count: 14 });
    await anna.locator('[data-screen-of] video').waitFor();
    await studio.take(anna, 'room-share-crowd', 'Somebody shares a document with sixteen.', DARK);
  },

  async 'room-share-waits'(studio) {
    const before = (page: Page) =>
      page.addInitScript(() => {
        // A screen of which there is no picture yet.
        navigator.mediaDevices.getDisplayMedia = () =>
          Promise.resolve(document.createElement('canvas').captureStream(0));
      });
    const { anna } = await share(studio, { before });
    await studio.take(anna, 'room-share-waits', "Before a shared screen's first picture.", {
      ...DARK,
      hasPendingVideos: true,
    });
  },

  async 'room-share-sound-only'(studio) {
    const { anna } = await share(studio);
    await anna.getByRole('button', { name: 'Mer', exact: true }).click();
    await anna.getByRole('button', { name: 'Endast ljud' }).click();
    const sentence = 'Sound only, while somebody shares.';
    await studio.take(anna, 'room-share-sound-only', sentence, DARK);
  },

  async 'room-share-signs'(studio) {
    const { anna, actors } = await share(studio, { count: 4 });
    await anna.locator('[data-screen-of] video').waitFor();
    const [karin, elsa, speaker] = actors;
    await sign(anna, karin);
    await anna.locator('.tile.is-large[data-participant] video').waitFor();
    const one = 'Somebody shares a document, and somebody signs.';
    await studio.take(anna, 'room-share-sign', one, LAYOUT);
    await sign(anna, elsa);
    await tell(anna, 'speakersChanged', { speakerIds: speaker ? [speaker.id] : [] });
    await anna.locator('.tile.is-large[data-participant] video').nth(1).waitFor();
    const two = 'Two who sign beside a shared document, and somebody who speaks.';
    await studio.take(anna, 'room-share-signs', two, LAYOUT);
  },

  async 'room-signs'(studio) {
    const { anna, actors } = await meet(studio, { others: 7 });
    await sign(anna, actors[2]);
    await anna.locator('.tile.is-large[data-participant] video').waitFor();
    await studio.take(anna, 'room-signs', 'Somebody signs among eight.', DARK);
  },

  async 'room-own-signs'(studio) {
    const { anna } = await meet(studio, { others: 3 });
    await anna.getByRole('button', { name: 'Mer', exact: true }).click();
    await anna.getByRole('button', { name: /^Jag tecknar/ }).click();
    await anna.locator('.self-view.is-speaking, [data-participant="me"].is-speaking').waitFor();
    await studio.take(anna, 'room-own-signs', 'One signs oneself.', DARK);
  },

  async 'room-share-own'(studio) {
    const { anna } = await meet(studio, { others: 4 });
    await anna.getByRole('button', { name: 'Dela skärm' }).click();
    await anna.getByText('Du delar din skärm').waitFor();
    await studio.take(anna, 'room-share-own', 'One shares oneself.', LAYOUT);
  },
};
