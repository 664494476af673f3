// Arabic: texts of the start page and of the page for the call ID.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { startTexts } from '../texts/start.ts';

export const start: GuestTextsOf<typeof startTexts, 'ar'> = {
  heading: 'نلتقي عن بُعد',
  what: 'هنا يلتقي المرضى والأقارب والبلدية والمنطقة لتخطيط الرعاية، بالصوت والصورة في المتصفح مباشرة.',
  join: 'انضمام',
  joinHint: 'لديك رقم اجتماع (samtals-ID) من تسعة أرقام.',
  signIn: 'تسجيل الدخول',
  signInHint: 'أنت من الموظفين وتدعو إلى اجتماعات.',
  assurance: 'لا يتم تسجيل الاجتماعات. لا تحتاج إلى تثبيت أي برنامج ولا إلى حساب.',
  callIdHeading: 'اكتب رقم الاجتماع',
  callId: 'رقم الاجتماع',
  callIdHint: 'تسعة أرقام. تجدها في الدعوة (samtals-ID)، أو حصلت عليها بالهاتف.',
  continue: 'متابعة',
  checking: 'جارٍ التحقق …',
  tooShort: 'رقم الاجتماع من تسعة أرقام. اكتبها كلها.',
  tooLong: 'رقم الاجتماع من تسعة أرقام، وهنا أكثر من ذلك. تحقق منها.',
  callIdUnknown: 'الرقم غير موجود، أو تم حذف الاجتماع. تحقق من الأرقام، أو اسأل من دعاك.',
};
