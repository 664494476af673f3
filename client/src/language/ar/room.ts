// Arabic: texts of the meeting itself.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { roomTexts } from '../texts/room.ts';

export const room: GuestTextsOf<typeof roomTexts, 'ar'> = {
  controls: 'الميكروفون والكاميرا والمحادثة',
  leave: 'مغادرة الاجتماع',
  leaveTitle: 'هل تريد مغادرة الاجتماع أم إنهاءه؟',
  leaveQuestion: 'هل تريد مغادرة الاجتماع؟',
  leaveWhat: 'إذا غادرت يستمر الاجتماع للآخرين. وإذا أنهيته ينتهي للجميع.',
  leaveOnly: 'مغادرة',
  endForAll: 'إنهاء للجميع',
  stay: 'البقاء',
  people: {
    zero: '{count} مشارك',
    one: '{count} مشارك',
    two: '{count} مشاركان',
    few: '{count} مشاركين',
    many: '{count} مشاركًا',
    other: '{count} مشارك',
  },
  peopleHeading: 'المشاركون',
  you: 'أنت',
  writeTo: 'اكتب إلى {name}',
  shares: 'يشارك الشاشة',
  hand: 'يد',
  raiseHand: 'ارفع يدك',
  lowerHand: 'أنزل يدك',
  microphoneOff: 'الميكروفون مغلق',
  more: 'المزيد',
};
