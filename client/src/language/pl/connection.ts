// Polish: texts of the connection quality.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { connectionTexts } from '../texts/connection.ts';

export const connection: GuestTextsOf<typeof connectionTexts, 'pl'> = {
  poor: 'Słabe połączenie',
  lost: 'Brak połączenia',
};
