// Texts of the button that shares the screen.
import { defineTexts } from '../defineTexts.ts';

export const screenTexts = defineTexts('screen', {
  share: 'Dela skärm',
  choosing: 'Välj vad du vill dela …',
  stop: 'Sluta dela',
});
