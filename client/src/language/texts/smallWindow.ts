// Texts of the small window over other programs.
import { defineTexts } from '../defineTexts.ts';

export const smallWindowTexts = defineTexts('smallWindow', {
  controls: 'Mikrofon, kamera och hand',
  back: 'Till mötet',
  alone: 'Du är ensam i mötet än så länge.',
});
