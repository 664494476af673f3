// Ukrainian: texts of the button that shares the screen.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { screenTexts } from '../texts/screen.ts';

export const screen: GuestTextsOf<typeof screenTexts, 'uk'> = {
  share: 'Показати екран',
  choosing: 'Виберіть, що показати …',
  stop: 'Не показувати',
};
