// Arabic: texts of a meeting that is not open yet.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { earlyTexts } from '../texts/early.ts';

export const early: GuestTextsOf<typeof earlyTexts, 'ar'> = {
  title: 'لم يُفتح الاجتماع بعد',
  opens: 'يبدأ الاجتماع {time}. يمكنك الدخول من الساعة {opens}. تُفتح الصفحة تلقائيًا.',
  swedish: '{time} بتوقيت السويد',
  calendar: 'أضف إلى التقويم',
  calendarTitle: 'اجتماع عن بُعد',
  calendarCallId: 'رقم الاجتماع: {callId}',
  calendarPhone: 'الهاتف: {phoneNumber}',
  confirmTitle: 'هل استلمت الدعوة؟',
  confirmWhat: 'أكِّد ذلك، فيرى من دعاك أن المعلومات وصلت.',
  name: 'اسمك',
  nameMissing: 'اكتب اسمك، ليعرفوا من أكَّد.',
  confirm: 'أكِّد أنك استلمت الدعوة',
  confirming: 'جارٍ التأكيد …',
  confirmed: 'شكرًا {name}! سيرى من دعاك أنك استلمت الدعوة.',
  failed: 'تعذر التأكيد الآن. حاول مرة أخرى بعد قليل.',
  lead: 'هل أنت مدير الاجتماع؟',
  signIn: 'تسجيل الدخول',
  isTime: 'هل حان وقت الاجتماع؟',
  enter: 'ادخل إلى الاجتماع',
};
