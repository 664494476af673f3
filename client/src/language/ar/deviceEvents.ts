// Arabic: texts of devices being plugged in and out, and their names.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceEventTexts } from '../texts/deviceEvents.ts';

export const deviceEvents: GuestTextsOf<typeof deviceEventTexts, 'ar'> = {
  unnamedCamera: 'كاميرا بلا اسم',
  unnamedMicrophone: 'ميكروفون بلا اسم',
  unnamedLoudspeaker: 'سماعة بلا اسم',
  facingYou: 'الكاميرا الأمامية',
  facingAway: 'الكاميرا الخلفية',
  unplugged: 'تم فصل {device}.',
  cameraIsNow: 'الكاميرا الآن {device}.',
  microphoneIsNow: 'الميكروفون الآن {device}.',
  loudspeakerIsNow: 'يخرج الصوت الآن من السماعة المختارة في الحاسوب.',
  pluggedIn: 'تم توصيل {device}.',
  use: 'استخدمه',
  notNow: 'ليس الآن',
  wouldNotStart: 'تعذر التبديل إلى {device}. ربما يستخدمه برنامج آخر.',
};
