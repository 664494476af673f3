// Ukrainian: texts of the small window over other programs.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { smallWindowTexts } from '../texts/smallWindow.ts';

export const smallWindow: GuestTextsOf<typeof smallWindowTexts, 'uk'> = {
  controls: 'Мікрофон, камера й рука',
  back: 'До зустрічі',
  alone: 'Поки що ви на зустрічі самі.',
};
