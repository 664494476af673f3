// Arabic: texts of what happens in a meeting.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { happeningTexts } from '../texts/happening.ts';

export const happening: GuestTextsOf<typeof happeningTexts, 'ar'> = {
  requestDialIn: 'اتصل بالهاتف',
  swedishTime: 'بتوقيت السويد',
  soundOnly: 'الصوت فقط',
  picturesOff: 'أنت تستقبل الصوت فقط: بلا صور ولا شاشة مشتركة.',
  picturesOffByCpuOveruse: 'لا يستطيع الحاسوب عرض الصور بالسرعة الكافية. أُوقفت ليعمل الصوت جيدًا.',
  showPictures: 'اعرض الصور',
  flipCamera: 'بدّل الكاميرا',
  alone: 'أنت وحدك في الاجتماع حتى الآن. سيظهر الآخرون هنا عند انضمامهم.',
  joined: 'انضم {name}',
  left: 'غادر {name} الاجتماع',
  removedByMe: 'أخرجت {name} من الاجتماع',
  connectionLost: 'انقطع اتصال {name}',
  handRaised: '{name} يرفع يده',
  knocked: '{name} ينتظر السماح بالدخول',
  newMessage: 'رسالة جديدة من {name}',
  newPrivateMessage: 'رسالة جديدة إليك من {name}',
  screenStopped: '{name} أوقف مشاركتك.',
  roleGiven: '{name} أعطاك دورًا في الاجتماع: {role}.',
  roleTaken: '{name} ألغى دورك في الاجتماع.',
  handLowered: '{name} أنزل يدك.',
  mutedBy: '{name} أغلق الميكروفون لديك.',
  reconnectingTitle: 'الاتصال مقطوع',
  reconnecting: 'نعيد اتصالك. ابق في الصفحة.',
  soundBlocked: 'المتصفح أغلق الصوت.',
  playSound: 'تشغيل الصوت',
  mutedSpeech: 'أنت تتحدث والميكروفون مغلق.',
  unmute: 'افتح الميكروفون',
};
