// Persian: texts of why somebody cannot join.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { problemTexts } from '../texts/problem.ts';

export const problem: GuestTextsOf<typeof problemTexts, 'fa'> = {
  otherCallId: 'شمارهٔ جلسهٔ دیگری بنویسید',
  callIdUnknownTitle: 'جلسه وجود ندارد',
  callIdUnknown:
    'این شماره وجود ندارد، یا جلسه حذف شده است. رقم‌ها را بررسی کنید، یا از دعوت‌کننده بپرسید.',
  meetingFullTitle: 'جلسه پر است',
  meetingFull: 'اکنون جای خالی نیست. وقتی کسی جلسه را ترک کرد دوباره امتحان کنید.',
  notYetOpenTitle: 'جلسه هنوز باز نشده است',
  notYetOpen: 'نیم ساعت پیش از وقت جلسه باز می‌شود. آن وقت دوباره امتحان کنید.',
  lockedTitle: 'جلسه قفل است',
  locked: 'اکنون کس دیگری نمی‌تواند وارد شود. با دعوت‌کننده تماس بگیرید.',
  removedTitle: 'شما دیگر در جلسه نیستید',
  removed: 'گردانندهٔ جلسه شما را بیرون برده است. اگر اشتباه شده است با دعوت‌کننده تماس بگیرید.',
  browserUnsupportedTitle: 'این مرورگر برای جلسه مناسب نیست',
  browserUnsupported:
    'مرورگر را به‌روز کنید، یا همین نشانی را در Chrome، Edge، Firefox یا Safari باز کنید.',
  serverUnreachableTitle: 'ارتباط با سرویس برقرار نمی‌شود',
  serverUnreachable: 'اتصال اینترنت را بررسی کنید و دوباره امتحان کنید.',
  tooFastTitle: 'تلاش بیش از حد',
  tooFast:
    'پیوند دعوت‌نامه همچنان کار می‌کند. اگر پیوند ندارید، یک دقیقه صبر کنید و دوباره امتحان کنید.',
  mediaBlockedTitle: 'صدا و تصویر نمی‌رسند',
  mediaBlocked: 'شبکهٔ شما جلسه را عبور نمی‌دهد. شبکهٔ دیگری، مثلاً شبکهٔ تلفن، را امتحان کنید.',
  internalTitle: 'خطایی نزد ما رخ داد',
  internal: 'تقصیر شما نیست. کمی صبر کنید و دوباره امتحان کنید.',
};
