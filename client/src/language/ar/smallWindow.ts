// Arabic: texts of the small window over other programs.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { smallWindowTexts } from '../texts/smallWindow.ts';

export const smallWindow: GuestTextsOf<typeof smallWindowTexts, 'ar'> = {
  controls: 'الميكروفون والكاميرا واليد',
  back: 'إلى الاجتماع',
  alone: 'أنت وحدك في الاجتماع حتى الآن.',
};
