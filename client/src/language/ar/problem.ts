// Arabic: texts of why somebody cannot join.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { problemTexts } from '../texts/problem.ts';

export const problem: GuestTextsOf<typeof problemTexts, 'ar'> = {
  otherCallId: 'اكتب رقم اجتماع آخر',
  callIdUnknownTitle: 'الاجتماع غير موجود',
  callIdUnknown: 'الرقم غير موجود، أو تم حذف الاجتماع. تحقق من الأرقام، أو اسأل من دعاك.',
  meetingFullTitle: 'الاجتماع ممتلئ',
  meetingFull: 'لا يوجد مكان الآن. حاول مرة أخرى عندما يغادر أحد الاجتماع.',
  notYetOpenTitle: 'لم يُفتح الاجتماع بعد',
  notYetOpen: 'يُفتح قبل موعد الاجتماع بنصف ساعة. حاول مرة أخرى عندها.',
  lockedTitle: 'الاجتماع مقفل',
  locked: 'لا يمكن لأحد آخر الدخول الآن. اتصل بمن دعاك.',
  removedTitle: 'لم تعد مشاركًا في الاجتماع',
  removed: 'أخرجك مدير الاجتماع. إذا كان ذلك خطأ، فاتصل بمن دعاك.',
  browserUnsupportedTitle: 'هذا المتصفح لا يصلح للاجتماعات',
  browserUnsupported: 'حدّث المتصفح، أو افتح العنوان نفسه في Chrome أو Edge أو Firefox أو Safari.',
  serverUnreachableTitle: 'لا يمكن الاتصال بالخدمة',
  serverUnreachable: 'تحقق من اتصالك بالإنترنت وحاول مرة أخرى.',
  tooFastTitle: 'محاولات كثيرة جدًا',
  tooFast: 'رابط الدعوة يعمل مع ذلك. إن لم يكن لديك رابط، فانتظر دقيقة وحاول مرة أخرى.',
  mediaBlockedTitle: 'الصوت والصورة لا يصلان',
  mediaBlocked:
    'الشبكة التي تستخدمها لا تسمح بالاجتماع. جرّب شبكة أخرى، مثل شبكة الهاتف، وحاول مرة أخرى.',
  internalTitle: 'حدث خطأ عندنا',
  internal: 'الخطأ ليس منك. انتظر قليلًا وحاول مرة أخرى.',
};
