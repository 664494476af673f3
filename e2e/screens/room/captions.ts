// Captions: text of what is said, in each place, size and ground.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Locator, Page } from '@playwright/test';
import { tell } from '../../support/tell.ts';
import type { Scene } from '../studio.ts';
import { DARK, meet } from './meeting.ts';

const LONG =
  'Då har vi en hemgång på torsdag, och kommunen har fått planen. Hemtjänsten börjar samma eftermiddag, och sjuksköterskan kommer på fredag morgon för att lägga om såret och se hur natten har varit.';

async function start(page: Page): Promise<void> {
  await tell(page, 'captionsChanged', { captions: { startedBy: 'Karin Nurminen' } });
  await page.getByText('har startat textning').waitFor();
}

/** Again for each picture: lines go after a while. */
async function speak(
  page: Page,
  [karin, lars]: readonly ParticipantId[],
  shown: Locator = page.locator('.caption-line'),
): Promise<void> {
  if (karin === undefined || lars === undefined) throw new Error('nobody to speak');
  await tell(page, 'captionSpoken', { participantId: karin, lineId: 1, text: LONG, isFinal: true });
  const text = 'Det låter bra';
  await tell(page, 'captionSpoken', { participantId: lars, lineId: 2, text, isFinal: false });
  await shown.getByText(text).first().waitFor();
}

export const captionScenes: Record<string, Scene> = {
  async 'room-captions'(studio) {
    const { anna, actors } = await meet(studio, { others: 3 });
    const ids = actors.map(({ id }) => id);
    const speaking = { ...DARK, prepare: (page: Page) => speak(page, ids) };
    await start(anna);
    await studio.take(anna, 'room-captions-started', 'A convener has started captions.', DARK);
    await anna.getByRole('button', { name: 'Visa texten' }).click();
    await studio.take(anna, 'room-captions', 'What is said, as text.', speaking);
    await anna.getByRole('button', { name: 'Utseende' }).click();
    await anna.getByRole('dialog').waitFor();
    await studio.take(anna, 'room-captions-display', 'How captions look is chosen.', DARK);
    await anna.getByLabel('300 %').check();
    await anna.getByLabel('Gult på svart').check();
    await anna.getByLabel('Över bilden').check();
    await anna.keyboard.press('Escape');
    await studio.take(anna, 'room-captions-large', 'Large, yellow, above.', speaking);
    await tell(anna, 'captionsChanged', {
      captions: { startedBy: 'Karin Nurminen', isFailing: true },
    });
    await anna.getByText('Texten kommer inte fram just nu').waitFor();
    await studio.take(anna, 'room-captions-failing', 'No text comes just now.', DARK);
  },

  async 'small-window-captions'(studio) {
    const { anna, actors } = await meet(studio, { others: 2 });
    const ids = actors.map(({ id }) => id);
    await start(anna);
    await anna.getByRole('button', { name: 'Visa texten' }).click();
    const opened = anna.context().waitForEvent('page');
    await anna.getByRole('button', { name: 'Mer', exact: true }).click();
    await anna.getByRole('button', { name: 'Litet fönster' }).click();
    const small = await opened;
    await small.locator('video').waitFor();
    const shown = small.locator('.caption-line');
    await studio.take(small, 'small-window-captions', 'What is said, in the small window.', {
      ...DARK,
      sizes: ['400x293', '240x200'],
      prepare: async () => {
        await speak(anna, ids, shown);
      },
    });
  },
};
