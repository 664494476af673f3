// Somali: texts of the connection quality.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { connectionTexts } from '../texts/connection.ts';

export const connection: GuestTextsOf<typeof connectionTexts, 'so'> = {
  poor: 'Xiriir daciif ah',
  lost: 'Xiriir ma jiro',
};
