// Persian: texts of why the meeting is over for this person, here or for good.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { endingTexts } from '../texts/ending.ts';

export const ending: GuestTextsOf<typeof endingTexts, 'fa'> = {
  joinAgain: 'دوباره وارد شوید',
  leftTitle: 'شما جلسه را ترک کردید',
  left: 'دوربین و میکروفون خاموش‌اند. می‌توانید این زبانه را ببندید.',
  phoneLeftBehind: 'اگر تلفن زده‌اید، شاید تلفن هنوز در جلسه باشد. آن را قطع کنید.',
  spaceDeletedTitle: 'جلسه پایان یافت',
  spaceDeleted: 'دعوت‌کننده جلسه را پایان داد و حذف کرد. دوربین و میکروفون خاموش‌اند.',
  endedByConvenerTitle: 'جلسه پایان یافت',
  endedByConvener: 'گردانندهٔ جلسه آن را پایان داد. دوربین و میکروفون خاموش‌اند.',
  endedByMeTitle: 'شما جلسه را پایان دادید',
  endedByMe: 'برای همه تمام شد. دوربین و میکروفون خاموش‌اند.',
  deletedByMeTitle: 'جلسه حذف شد',
  deletedByMe:
    'جلسهٔ {name} با شمارهٔ {callId} در {time} حذف شد. برای همه تمام شد و این شماره دیگر هرگز به کار نمی‌رود.',
  alreadyInTitle: 'شما در زبانهٔ دیگری در جلسه هستید',
  alreadyIn:
    'جلسه در زبانهٔ دیگری از همین مرورگر باز است. به آنجا بروید، یا اینجا ادامه دهید: آنگاه زبانهٔ دیگر جلسه را ترک می‌کند.',
  continueHere: 'اینجا ادامه دهید',
  toSpaces: 'به جلسه‌های من',
  openedElsewhereTitle: 'جلسه در زبانهٔ دیگری ادامه دارد',
  openedElsewhere:
    'در زبانهٔ دیگری ادامه دادید و این زبانه جلسه را ترک کرد. دوربین و میکروفون اینجا خاموش‌اند. می‌توانید این زبانه را ببندید.',
  connectionLostTitle: 'ارتباط قطع شد',
  connectionLost: 'اتصال اینترنت را بررسی کنید و دوباره وارد شوید.',
};
