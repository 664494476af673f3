// Somali: texts of the button that shares the screen.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { screenTexts } from '../texts/screen.ts';

export const screen: GuestTextsOf<typeof screenTexts, 'so'> = {
  share: 'Wadaag shaashadda',
  choosing: 'Dooro waxa aad wadaagayso …',
  stop: 'Jooji wadaagidda',
};
