// Finnish: texts of a translation that nobody has reviewed.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { translationTexts } from '../texts/translation.ts';

export const translation: GuestTextsOf<typeof translationTexts, 'fi'> = {
  machineMade: 'Tietokone on kääntänyt tekstit.',
  tell: 'Kerro virheestä',
  how: 'Voit kirjoittaa omalla kielelläsi.',
};
