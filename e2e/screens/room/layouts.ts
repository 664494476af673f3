// How people and what they share are laid out, from one to fifty.
import { CAST, crowd } from '../cast.ts';
import { LAYOUT_SIZES, type CaptureOptions } from '../capture.ts';
import type { Scene } from '../studio.ts';
import { enter, meet } from './meeting.ts';

/** The meeting is dark in both themes. */
const LAYOUT: CaptureOptions = { sizes: LAYOUT_SIZES, themes: ['dark'] };

export const layoutScenes: Record<string, Scene> = {
  async 'room-alone'(studio) {
    const { anna } = await meet(studio, { others: 0 });
    await anna.getByText('Du är ensam i mötet').waitFor();
    await studio.take(anna, 'room-alone', 'Alone: the others come here.', LAYOUT);
  },

  async 'room-two'(studio) {
    const { anna } = await meet(studio, { others: 1 });
    await studio.take(anna, 'room-two', 'Two: oneself floats over the other.', LAYOUT);
  },

  async 'room-three'(studio) {
    const { anna } = await meet(studio, { others: 2 });
    await studio.take(anna, 'room-three', 'Three: oneself is the last tile.', LAYOUT);
  },

  async 'room-five'(studio) {
    const { anna } = await meet(studio, { others: 4 });
    await studio.take(anna, 'room-five', 'Five.', LAYOUT);
  },

  async 'room-ten'(studio) {
    const { anna } = await meet(studio, { others: CAST.slice(0, 9) });
    await studio.take(anna, 'room-ten', 'Ten: all of them are seen.', LAYOUT);
  },

  async 'room-sixteen'(studio) {
    const { anna } = await meet(studio, { others: CAST.slice(0, 15) });
    await studio.take(anna, 'room-sixteen', 'Sixteen: the most that have a tile.', LAYOUT);
  },

  async 'room-fifty'(studio) {
    const { anna } = await meet(studio, { others: crowd(49) });
    await studio.take(anna, 'room-fifty', 'Fifty: the last place opens the list.', LAYOUT);
  },

  async 'room-share'(studio) {
    const { space, anna } = await meet(studio, {
      others: [CAST[0] ?? { name: '' }, ...CAST.slice(2, 5)],
    });
    const lars = await enter(studio, space, { who: 'lars' });
    await lars.getByRole('button', { name: 'Dela skärm' }).click();
    await anna.locator('[data-screen-of] video').waitFor();
    await studio.take(anna, 'room-share', 'Somebody shares a document.', LAYOUT);
  },
};
