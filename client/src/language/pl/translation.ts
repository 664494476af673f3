// Polish: texts of a translation that nobody has reviewed.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { translationTexts } from '../texts/translation.ts';

export const translation: GuestTextsOf<typeof translationTexts, 'pl'> = {
  machineMade: 'Te teksty przetłumaczył komputer.',
  tell: 'Zgłoś błąd',
  how: 'Możesz pisać w swoim języku.',
};
