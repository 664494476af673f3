// Polish: texts of the button that shares the screen.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { screenTexts } from '../texts/screen.ts';

export const screen: GuestTextsOf<typeof screenTexts, 'pl'> = {
  share: 'Pokaż ekran',
  choosing: 'Wybierz, co pokazać …',
  stop: 'Nie pokazuj',
};
