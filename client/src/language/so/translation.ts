// Somali: texts of a translation that nobody has reviewed.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { translationTexts } from '../texts/translation.ts';

export const translation: GuestTextsOf<typeof translationTexts, 'so'> = {
  machineMade: 'Kombiyuutar ayaa qoraalka turjumay.',
  tell: 'Noo sheeg khalad',
  how: 'Luqaddaada waad ku qori kartaa.',
};
