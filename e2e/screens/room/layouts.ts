// How people are laid out, from one to fifty.
import { type CaptureOptions, LAYOUT_SIZES } from '../capture.ts';
import { CAST, crowd } from '../cast.ts';
import type { Scene } from '../studio.ts';
import { comes, tell } from '../../support/tell.ts';
import { DARK, meet, putToastAway } from './meeting.ts';

export const LAYOUT: CaptureOptions = { ...DARK, sizes: LAYOUT_SIZES };

/** @param count with oneself. */
const crowded =
  (name: string, count: number, sentence: string): Scene =>
  async (studio) => {
    const { anna } = await meet(studio, { others: crowd(count - 1) });
    if (count === 1) await anna.getByText('Du är ensam i mötet').waitFor();
    await studio.take(anna, name, sentence, LAYOUT);
  };

export const layoutScenes: Record<string, Scene> = {
  'room-alone': crowded('room-alone', 1, 'Alone: the others come here.'),
  'room-two': crowded('room-two', 2, 'Two: oneself floats over the other.'),
  'room-three': crowded('room-three', 3, 'Three: oneself is the last tile.'),
  'room-five': crowded('room-five', 5, 'Five.'),
  'room-ten': crowded('room-ten', 10, 'Ten: all of them are seen, some without a camera.'),
  'room-sixteen': crowded('room-sixteen', 16, 'Sixteen: the most that have a tile.'),
  'room-fifty': crowded('room-fifty', 50, 'Fifty: the last place opens the list.'),

  async 'room-cameras-off'(studio) {
    const others = CAST.slice(0, 4).map(({ name, profession = '' }) => ({
      name,
      profession,
      isMuted: true,
    }));
    const { anna } = await meet(studio, { others });
    await anna.getByRole('button', { name: /^Kamera/ }).click();
    await anna.getByRole('button', { name: /^Mikrofon/ }).click();
    await studio.take(anna, 'room-cameras-off', 'Everything is off.', DARK);
  },

  async 'room-names'(studio) {
    const others = [
      {
        name: 'Alexandra Margareta von Schwerin-Hohenstaufen',
        profession: 'Biståndshandläggare',
        face: 0,
      },
      { name: 'محمد عبد الرحمن الحداد', profession: 'Tolk', face: 3 },
      { name: 'Karl-Johan', face: 1, isMuted: true },
    ];
    const { anna } = await meet(studio, { others });
    await studio.take(anna, 'room-names', 'A long name, and one from right to left.', LAYOUT);
  },

  async 'room-telephones'(studio) {
    const { anna } = await meet(studio, { others: 2 });
    await comes(anna, '+46480445511', { kind: 'phone' });
    await comes(anna, 'Konferensrum Emmaboda', { kind: 'room', pictureLimit: 'oneTile' });
    await putToastAway(anna);
    await studio.take(anna, 'room-telephones', 'A telephone and a room system are there.', LAYOUT);
  },

  async 'room-speaking'(studio) {
    const { anna, actors } = await meet(studio, { others: 4 });
    const [karin, lars, elsa, mohammed] = actors;
    if (!karin || !lars || !elsa || !mohammed) return;
    await lars.raiseHand();
    await elsa.raiseHand();
    await putToastAway(anna);
    await tell(anna, 'speakersChanged', { speakerIds: [karin.id] });
    await tell(anna, 'connectionChanged', { participantId: mohammed.id, connection: 'poor' });
    await anna.locator('[data-participant].has-hand').nth(1).waitFor();
    const sentence = 'One speaks, two have a hand up, one has a weak line.';
    await studio.take(anna, 'room-speaking', sentence, LAYOUT);
    await tell(anna, 'connectionChanged', { participantId: mohammed.id, connection: 'lost' });
    await studio.take(anna, 'room-lost', 'Somebody has lost contact, and keeps the name.', DARK);
  },

  async 'room-tools'(studio) {
    const { anna } = await meet(studio, { others: 4 });
    // By the keyboard: a headless browser has no pointer that could hover.
    const prepare = async () => {
      await anna.keyboard.press('Tab');
      await anna.getByRole('button', { name: 'Visa stort: Lars Öberg' }).focus();
    };
    await studio.take(anna, 'room-tools', "A tile's tools.", { ...DARK, prepare });
  },

  async 'room-pinned'(studio) {
    const { anna } = await meet(studio, { others: 9 });
    await anna.getByRole('button', { name: 'Visa stort: Karin Nurminen' }).press('Enter');
    await anna.getByRole('button', { name: 'Sluta visa stort: Karin Nurminen' }).blur();
    await studio.take(anna, 'room-pinned', 'One of ten is shown large by choice.', LAYOUT);
  },

  async 'room-spotlight'(studio) {
    const { anna, actors } = await meet(studio, { others: 4 });
    await tell(anna, 'spotlightChanged', { spotlightId: actors[2]?.id ?? null });
    await studio.take(anna, 'room-spotlight', 'A convener shows one person to everybody.', DARK);
  },

  async 'room-speaker-view'(studio) {
    const { anna, actors } = await meet(studio, { others: 4 });
    await anna.getByRole('button', { name: 'Mer', exact: true }).click();
    await anna.getByLabel('Den som talar').check();
    await anna.keyboard.press('Escape');
    await tell(anna, 'speakersChanged', { speakerIds: actors[1] ? [actors[1].id] : [] });
    await studio.take(anna, 'room-speaker-view', 'The view of whoever speaks.', DARK);
  },

  async 'room-sound-only'(studio) {
    const { anna } = await meet(studio, { others: 4 });
    await anna.getByRole('button', { name: 'Mer', exact: true }).click();
    await anna.getByRole('button', { name: 'Endast ljud' }).click();
    await anna.getByText('Du tar bara emot ljud').waitFor();
    await studio.take(anna, 'room-sound-only', 'Sound only.', DARK);
  },

  async 'room-forced-colours'(studio) {
    const { anna, actors } = await meet(studio, { others: 4 });
    await actors[1]?.raiseHand();
    await putToastAway(anna);
    await anna.getByRole('button', { name: /^Mikrofon/ }).click();
    await tell(anna, 'speakersChanged', { speakerIds: actors[0] ? [actors[0].id] : [] });
    const sentence = 'In forced colours: one speaks, one has a hand up, the microphone is off.';
    const forced = { ...DARK, hasForcedColours: true };
    await studio.take(anna, 'room-forced-colours', sentence, forced);
  },

  async 'room-english'(studio) {
    const { anna } = await meet(studio, { others: 4, locale: 'en-GB' });
    await studio.take(anna, 'room-english', 'Five, in English.', DARK);
  },
};
