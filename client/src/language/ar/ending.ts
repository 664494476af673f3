// Arabic: texts of why the meeting is over for this person, here or for good.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { endingTexts } from '../texts/ending.ts';

export const ending: GuestTextsOf<typeof endingTexts, 'ar'> = {
  joinAgain: 'انضم مرة أخرى',
  leftTitle: 'لقد غادرت الاجتماع',
  left: 'الكاميرا والميكروفون مغلقان. يمكنك إغلاق التبويب.',
  phoneLeftBehind: 'إذا اتصلت بالهاتف فقد يكون الهاتف ما زال في الاجتماع. أنهِ المكالمة.',
  spaceDeletedTitle: 'انتهى الاجتماع',
  spaceDeleted: 'صاحب الدعوة أنهى الاجتماع وحذفه. الكاميرا والميكروفون مغلقان.',
  endedByConvenerTitle: 'انتهى الاجتماع',
  endedByConvener: 'أنهى مدير الاجتماع الاجتماع. الكاميرا والميكروفون مغلقان.',
  endedByMeTitle: 'لقد أنهيت الاجتماع',
  endedByMe: 'انتهى للجميع. الكاميرا والميكروفون مغلقان.',
  deletedByMeTitle: 'تم حذف الاجتماع',
  deletedByMe:
    'تم حذف الاجتماع {name} ورقمه {callId} في {time}. انتهى للجميع، ولا يمكن استخدام الرقم مرة أخرى أبدًا.',
  alreadyInTitle: 'أنت مشارك في تبويب آخر',
  alreadyIn:
    'الاجتماع مفتوح في تبويب آخر في هذا المتصفح. اذهب إليه، أو تابع هنا: عندها يغادر التبويب الآخر الاجتماع.',
  continueHere: 'تابع هنا',
  toSpaces: 'إلى اجتماعاتي',
  openedElsewhereTitle: 'الاجتماع مستمر في تبويب آخر',
  openedElsewhere:
    'تابعت في تبويب آخر، وهذا التبويب غادر الاجتماع. الكاميرا والميكروفون مغلقان هنا. يمكنك إغلاق هذا التبويب.',
  connectionLostTitle: 'انقطع الاتصال',
  connectionLost: 'تحقق من اتصالك بالإنترنت وانضم مرة أخرى.',
};
