// Finnish: texts of the button that shares the screen.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { screenTexts } from '../texts/screen.ts';

export const screen: GuestTextsOf<typeof screenTexts, 'fi'> = {
  share: 'Jaa näyttö',
  choosing: 'Valitse, mitä jaat …',
  stop: 'Lopeta jakaminen',
};
