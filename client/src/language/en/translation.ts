// English: texts of a translation that nobody has reviewed.
import type { TranslationOf } from '../defineTexts.ts';
import type { translationTexts } from '../texts/translation.ts';

export const translation: TranslationOf<typeof translationTexts> = {
  machineMade: 'A computer has translated this text.',
  tell: 'Tell us of a fault',
  how: 'You can write in your language.',
};
