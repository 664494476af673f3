// Arabic: texts of a translation that nobody has reviewed.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { translationTexts } from '../texts/translation.ts';

export const translation: GuestTextsOf<typeof translationTexts, 'ar'> = {
  machineMade: 'ترجم حاسوب هذه النصوص.',
  tell: 'أبلغ عن خطأ',
  how: 'يمكنك الكتابة بلغتك.',
};
