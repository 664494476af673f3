// Somali: texts of the small window over other programs.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { smallWindowTexts } from '../texts/smallWindow.ts';

export const smallWindow: GuestTextsOf<typeof smallWindowTexts, 'so'> = {
  controls: 'Makarafoon, kamarad iyo gacan',
  back: 'Kulanka',
  alone: 'Ilaa hadda keligaa ayaad kulanka ku jirtaa.',
};
