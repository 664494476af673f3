// Ukrainian: texts of a translation that nobody has reviewed.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { translationTexts } from '../texts/translation.ts';

export const translation: GuestTextsOf<typeof translationTexts, 'uk'> = {
  machineMade: 'Ці тексти переклав комп’ютер.',
  tell: 'Повідомити про помилку',
  how: 'Можна писати своєю мовою.',
};
