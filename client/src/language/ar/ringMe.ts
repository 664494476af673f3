// Arabic: texts of being rung at one's own telephone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { ringMeTexts } from '../texts/ringMe.ts';

export const ringMe: GuestTextsOf<typeof ringMeTexts, 'ar'> = {
  title: 'نتصل بك نحن',
  orCallIn: 'أو اتصل بنفسك',
  what: 'اكتب رقم هاتفك. أجب واضغط 1، فيمر الصوت عبر الهاتف. لا يكلفك ذلك شيئًا.',
  number: 'رقم هاتفك',
  remember: 'تذكَّر الرقم على هذا الجهاز',
  ringMe: 'اتصلوا بي',
  stop: 'إلغاء',
  ringing: 'نتصل بك الآن. أجب على الهاتف.',
  answered: 'اضغط 1 على الهاتف لتدخل.',
  busy: 'الرقم مشغول.',
  noAnswer: 'لم يجب أحد على الرقم.',
  declined: 'رُفضت المكالمة.',
  unknownNumber: 'هذا الرقم غير موجود.',
  notAccepted: 'لم يضغط أحد 1 على الهاتف.',
  failed: 'تعذر الاتصال. حاول مرة أخرى، أو اتصل بنفسك.',
  numberUnclear: 'لا يمكن قراءة الرقم. اكتب أرقامًا فقط، ورمز المنطقة أولًا.',
  numberNotAllowed: 'لا نستطيع الاتصال بهذا الرقم. اتصل بنفسك.',
  numberEmergency: 'هل تحتاج إلى مساعدة الآن؟ اتصل بـ 112 من هاتفك.',
  ringMeOff: 'أوقف مدير الاجتماع ذلك. اتصل بنفسك.',
  busyHere: 'نتصل بكثيرين الآن. انتظر قليلًا، أو اتصل بنفسك.',
  ringsSpent: 'لا نستطيع الاتصال مرات أخرى اليوم. اتصل بنفسك.',
};
