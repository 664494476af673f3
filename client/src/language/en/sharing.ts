// English: texts of a screen that is shared, or could not be.
import type { TranslationOf } from '../defineTexts.ts';
import type { sharingTexts } from '../texts/sharing.ts';

export const sharing: TranslationOf<typeof sharingTexts> = {
  youShare: 'You are sharing your screen. Everybody in the meeting sees it.',
  youShareWithSound:
    'You are sharing your screen with sound. Everybody in the meeting sees and hears it.',
  deniedBySystemTitle: 'The computer does not let the browser share the screen',
  deniedBySystem:
    'Open the computer’s privacy settings, allow screen recording for the browser, and restart it.',
  unsupportedTitle: 'This browser cannot share the screen',
  unsupported: 'Join from a computer with Chrome, Edge or Firefox to share.',
  unknownTitle: 'The screen could not be shared',
  unknown: 'Try again, or choose another window.',
};
