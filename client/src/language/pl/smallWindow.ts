// Polish: texts of the small window over other programs.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { smallWindowTexts } from '../texts/smallWindow.ts';

export const smallWindow: GuestTextsOf<typeof smallWindowTexts, 'pl'> = {
  controls: 'Mikrofon, kamera i ręka',
  back: 'Do spotkania',
  alone: 'Na razie nie ma tu nikogo innego.',
};
