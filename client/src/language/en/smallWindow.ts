// English texts of the small window over other programs.
import type { TranslationOf } from '../defineTexts.ts';
import type { smallWindowTexts } from '../texts/smallWindow.ts';

export const smallWindow: TranslationOf<typeof smallWindowTexts> = {
  controls: 'Microphone, camera and hand',
  back: 'To the meeting',
  alone: 'You are alone in the meeting so far.',
};
