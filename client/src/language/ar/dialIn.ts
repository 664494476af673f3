// Arabic: texts of a weak connection and of audio by telephone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { dialInTexts } from '../texts/dialIn.ts';

export const dialIn: GuestTextsOf<typeof dialInTexts, 'ar'> = {
  weakTitle: 'اتصالك ضعيف',
  weak: 'الآخرون لا يسمعونك ولا يرونك جيدًا الآن. استقبل الصوت فقط، أو اقترب من جهاز الإنترنت.',
  weakSound: 'ألا يسمعك الآخرون جيدًا؟ اتصل بالهاتف، فيمر الصوت عبر الهاتف.',
  what: 'عندها يمر الصوت عبر الهاتف. تبقى الصورة هنا، ويرى الآخرون الاسم نفسه.',
  ring: 'اتصل بالرقم',
  key: 'عندما يسألك صوت عن samtals-ID، اضغط',
  hash: 'ثم المربع (#).',
  wait: 'انتظر حتى يقول الصوت إن الصوت يمر عبر الهاتف.',
  isOwn: 'الأرقام الأربعة الأخيرة لك وحدك، وتصلح ربع ساعة. لا تعطها لأحد.',
  asking: 'لحظة …',
  refusedTitle: 'لا يمكن الاتصال بهذا الاجتماع بالهاتف',
  refused: 'يستطيع من دعاك تغيير ذلك.',
  byPhone: 'أنت تسمع وتتحدث عبر الهاتف.',
  takeBack: 'أعد الصوت إلى هنا',
  isBack: 'الصوت يمر عبر هذه الصفحة من جديد.',
  isMuted: 'الميكروفون مغلق.',
};
