// Arabic: texts that several pages share.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { everywhereTexts } from '../texts/everywhere.ts';

export const everywhere: GuestTextsOf<typeof everywhereTexts, 'ar'> = {
  tabTitle: '{page} – Distansmöte',
  toStart: 'إلى الصفحة الأولى',
  language: 'اللغة / Language',
  notRecorded: 'لا يتم تسجيل الاجتماعات.',
  testEquipment: 'اختبر جهازك',
  support: 'هل تحتاج إلى مساعدة؟',
  privacy: 'البيانات الشخصية',
  accessibility: 'سهولة الاستخدام',
  opensInTab: '(تُفتح في تبويب جديد)',
  close: 'إغلاق',
  hide: 'إخفاء',
  tryAgain: 'حاول مرة أخرى',
  unreachable: 'لا يمكن الاتصال بالخدمة. تحقق من اتصالك بالإنترنت وحاول مرة أخرى.',
  tooMany: 'محاولات كثيرة في وقت قصير. انتظر دقيقة وحاول مرة أخرى.',
  notFoundTitle: 'الصفحة غير موجودة',
  notFound: 'لا توجد صفحة على هذا العنوان. تحقق من كتابته.',
  loadFailedTitle: 'تعذر تحميل الصفحة',
  loadFailed: 'تحقق من اتصالك بالإنترنت ثم أعد تحميل الصفحة.',
  reload: 'أعد تحميل الصفحة',
};
