// Arabic: texts of why camera or microphone fail.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceTroubleTexts } from '../texts/deviceTrouble.ts';

export const deviceTrouble: GuestTextsOf<typeof deviceTroubleTexts, 'ar'> = {
  theCamera: 'الكاميرا',
  theMicrophone: 'الميكروفون',
  both: 'الكاميرا والميكروفون',
  deniedTitle: 'غير مسموح للمتصفح باستخدام {device}',
  denied: 'اضغط على القفل بجانب العنوان. اختر السماح للكاميرا والميكروفون. ثم اختر حاول مرة أخرى.',
  blockedBySystemTitle: 'الحاسوب أو الهاتف يمنع {device}',
  blockedBySystem:
    'افتح إعدادات الحاسوب أو الهاتف. تحت الخصوصية اسمح للمتصفح باستخدام الكاميرا والميكروفون. ثم اختر حاول مرة أخرى.',
  missingTitle: 'لم نجد {device}',
  missing: 'تحقق من أن السلك موصول وأن كل شيء مشغَّل. ثم اختر حاول مرة أخرى.',
  busyTitle: 'برنامج آخر يستخدم {device}',
  busy: 'أغلق البرامج الأخرى لمكالمات الفيديو، مثل Teams. ثم اختر حاول مرة أخرى.',
  insecurePageTitle: 'المتصفح يشترط عنوانًا آمنًا من أجل {device}',
  insecurePage: 'يجب أن يبدأ العنوان بـ https://. اطلب العنوان الصحيح ممن دعاك.',
  unknownTitle: 'تعذر تشغيل {device}',
  unknown: 'اختر حاول مرة أخرى. إذا لم ينفع ذلك، أعد تشغيل المتصفح.',
  withoutCamera: 'يمكنك المشاركة مع ذلك، لكن الآخرين لا يرونك.',
  withoutMicrophone: 'يمكنك المشاركة مع ذلك، لكن الآخرين لا يسمعونك.',
  withoutBoth: 'يمكنك المشاركة مع ذلك، لكن الآخرين لا يرونك ولا يسمعونك.',
};
