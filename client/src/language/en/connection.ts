// English: texts of the connection quality.
import type { TranslationOf } from '../defineTexts.ts';
import type { connectionTexts } from '../texts/connection.ts';

export const connection: TranslationOf<typeof connectionTexts> = {
  good: 'Good connection',
  fair: 'Somewhat weak connection',
  poor: 'Weak connection',
  lost: 'No contact just now',
};
