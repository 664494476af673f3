// Direkttext: empty, with several who write, in columns and large letters.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Page } from '@playwright/test';
import { tell } from '../../support/tell.ts';
import type { Scene } from '../studio.ts';
import { DARK, meet } from './meeting.ts';

/** Beyond whatever number the server gives. */
let at = 9_000_000_000_000;

function writes(page: Page, participantId: ParticipantId, text: string): Promise<void> {
  at += 10;
  return tell(page, 'textWritten', { participantId, text, at, line: at - 5 });
}

export const liveTextScenes: Record<string, Scene> = {
  async 'room-text'(studio) {
    const { anna, actors } = await meet(studio, { others: 4 });
    const [karin, lars, elsa] = actors.map(({ id }) => id);
    if (!karin || !lars || !elsa) return;
    const field = anna.getByLabel('Skriv direkttext');
    await anna.getByRole('button', { name: /^Direkttext/ }).click();
    await field.waitFor();
    await studio.take(anna, 'room-text-empty', 'Direkttext before anything is written.', DARK);
    await writes(anna, karin, 'Hej Anna! Ser du det jag skriver?\u2028');
    await field.fill('Ja, tack. Jag hör dåligt i dag.');
    await field.press('Enter');
    await writes(anna, elsa, 'Vi kan ta det lugnt.\u2028');
    await writes(anna, lars, 'Hemtjänsten kommer på tisdagar i stället, om det passar er bä');
    await writes(anna, karin, 'Det går br');
    await field.fill('Kan ni skriva');
    const prepare = async () => {
      if ((await field.inputValue()) === '') await field.fill('Kan ni skriva');
      await writes(anna, lars, 'x\b');
    };
    await studio.take(anna, 'room-text', 'Three who write, letter by letter.', {
      ...DARK,
      prepare,
    });
    await anna.getByRole('button', { name: 'Visning' }).click();
    await anna.getByLabel('Textstorlek').selectOption('200');
    await studio.take(anna, 'room-text-large', 'The same in letters twice the size.', {
      ...DARK,
      prepare,
    });
    await anna.getByLabel('Textstorlek').selectOption('100');
    await anna.getByLabel('Ordning').selectOption('columns');
    await anna.getByRole('button', { name: 'Visning' }).click();
    await studio.take(anna, 'room-text-columns', 'The same, each person in a column.', {
      ...DARK,
      prepare,
    });
  },
};
