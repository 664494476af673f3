// Persian: texts of a translation that nobody has reviewed.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { translationTexts } from '../texts/translation.ts';

export const translation: GuestTextsOf<typeof translationTexts, 'fa'> = {
  machineMade: 'این متن‌ها را رایانه ترجمه کرده است.',
  tell: 'خطا را به ما بگویید',
  how: 'می‌توانید به زبان خودتان بنویسید.',
};
