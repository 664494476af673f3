// English: texts of the connection quality.
import type { TranslationOf } from '../defineTexts.ts';
import type { connectionTexts } from '../texts/connection.ts';

export const connection: TranslationOf<typeof connectionTexts> = {
  poor: 'Weak connection',
  lost: 'No contact',
};
