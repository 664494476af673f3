// Persian: texts of the meeting itself.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { roomTexts } from '../texts/room.ts';

export const room: GuestTextsOf<typeof roomTexts, 'fa'> = {
  controls: 'میکروفون، دوربین و گفت‌وگوی نوشتاری',
  leave: 'ترک جلسه',
  leaveTitle: 'می‌خواهید جلسه را ترک کنید یا پایان دهید؟',
  leaveQuestion: 'می‌خواهید جلسه را ترک کنید؟',
  leaveWhat: 'اگر ترک کنید، جلسه برای دیگران ادامه دارد. اگر پایان دهید، برای همه تمام می‌شود.',
  leaveOnly: 'ترک',
  endForAll: 'پایان برای همه',
  stay: 'ماندن',
  people: { one: '{count} شرکت‌کننده', other: '{count} شرکت‌کننده' },
  peopleHeading: 'شرکت‌کنندگان',
  you: 'شما',
  writeTo: 'نوشتن به {name}',
  shares: 'صفحه را نشان می‌دهد',
  hand: 'دست',
  raiseHand: 'دست بلند کردن',
  lowerHand: 'دست پایین آوردن',
  microphoneOff: 'میکروفون خاموش است',
  more: 'بیشتر',
};
