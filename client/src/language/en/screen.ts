// English: texts of the button that shares the screen.
import type { TranslationOf } from '../defineTexts.ts';
import type { screenTexts } from '../texts/screen.ts';

export const screen: TranslationOf<typeof screenTexts> = {
  share: 'Share screen',
  choosing: 'Choose what to share …',
  stop: 'Stop sharing',
};
