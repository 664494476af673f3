// Persian: texts of a meeting that is not open yet.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { earlyTexts } from '../texts/early.ts';

export const early: GuestTextsOf<typeof earlyTexts, 'fa'> = {
  title: 'جلسه هنوز باز نشده است',
  opens: 'جلسه {time} آغاز می‌شود. از ساعت {opens} می‌توانید وارد شوید. صفحه خودش باز می‌شود.',
  swedish: '{time} به وقت سوئد',
  calendar: 'افزودن به تقویم',
  calendarTitle: 'جلسهٔ از راه دور',
  calendarCallId: 'شمارهٔ جلسه: {callId}',
  calendarPhone: 'تلفن: {phoneNumber}',
  confirmTitle: 'دعوت‌نامه به شما رسیده است؟',
  confirmWhat: 'تأیید کنید تا دعوت‌کننده ببیند که به دست شما رسیده است.',
  name: 'نام شما',
  nameMissing: 'نام خود را بنویسید تا بدانند چه کسی تأیید کرده است.',
  confirm: 'دریافت دعوت‌نامه را تأیید کنید',
  confirming: 'در حال تأیید …',
  confirmed: 'سپاس، {name}! دعوت‌کننده می‌بیند که دعوت‌نامه به شما رسیده است.',
  failed: 'اکنون تأیید نشد. کمی بعد دوباره امتحان کنید.',
  lead: 'گردانندهٔ جلسه شما هستید؟',
  signIn: 'ورود کارکنان',
  isTime: 'وقت جلسه است؟',
  enter: 'وارد جلسه شوید',
};
