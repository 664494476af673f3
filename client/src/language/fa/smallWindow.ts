// Persian: texts of the small window over other programs.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { smallWindowTexts } from '../texts/smallWindow.ts';

export const smallWindow: GuestTextsOf<typeof smallWindowTexts, 'fa'> = {
  controls: 'میکروفون، دوربین و دست',
  back: 'به جلسه',
  alone: 'هنوز در جلسه تنها هستید.',
};
