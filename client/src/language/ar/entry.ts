// Arabic: texts of joining and leaving a meeting.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { entryTexts } from '../texts/entry.ts';

export const entry: GuestTextsOf<typeof entryTexts, 'ar'> = {
  lookingUp: 'جارٍ البحث عن الاجتماع …',
  yourMeeting: 'أنت في طريقك إلى الاجتماع',
  name: 'الاسم',
  nameMissing: 'اكتب اسمك، ليعرف الآخرون من أنت.',
  profession: 'المهنة',
  professions:
    'ممرض/ة, ممرض/ة المنطقة, طبيب/ة, موظف/ة تقييم المساعدة, معالج/ة وظيفي, معالج/ة طبيعي, مساعد/ة تمريض, أخصائي/ة اجتماعي, مدير/ة وحدة, مريض/ة, قريب/ة, وصي/ة',
  optional: 'اختياري',
  professionHint: 'مثلًا: ممرضة أو أحد الأقارب.',
  professionUnshowable: 'اكتب بالحروف، أو اترك الخانة فارغة.',
  forget: 'لست هذا الشخص؟ امسح الخانات',
  several: 'نحن أكثر من شخص هنا',
  interprets: 'أنا مترجم',
  companions: 'من يجلس معك؟',
  companionsHint: 'اكتب الأسماء وبينها فاصلة. تسعة على الأكثر.',
  join: 'انضمام',
  joining: 'جارٍ الانضمام …',
  attendance: 'يمكن لمدير الاجتماع أن يرى لاحقًا من شارك ومتى.',
  notNow: 'ألم يحن الوقت بعد؟',
  confirmInvitation: 'أكِّد أنك استلمت الدعوة',
};
