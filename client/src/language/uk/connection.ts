// Ukrainian: texts of the connection quality.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { connectionTexts } from '../texts/connection.ts';

export const connection: GuestTextsOf<typeof connectionTexts, 'uk'> = {
  poor: 'Слабкий зв’язок',
  lost: 'Немає зв’язку',
};
