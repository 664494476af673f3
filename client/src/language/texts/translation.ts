// Texts of a translation that nobody has reviewed.
import { defineTexts } from '../defineTexts.ts';

export const translationTexts = defineTexts('translation', {
  machineMade: 'Texten är översatt av en dator.',
  tell: 'Säg till om ett fel',
  how: 'Du kan skriva på ditt språk.',
});
