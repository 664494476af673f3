// Persian: texts of being rung at one's own telephone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { ringMeTexts } from '../texts/ringMe.ts';

export const ringMe: GuestTextsOf<typeof ringMeTexts, 'fa'> = {
  title: 'ما به شما زنگ می‌زنیم',
  orCallIn: 'یا خودتان زنگ بزنید',
  what: 'شمارهٔ خود را بنویسید. پاسخ دهید و 1 را فشار دهید تا صدا از راه تلفن برود. برای شما هزینه‌ای ندارد.',
  number: 'شمارهٔ تلفن شما',
  remember: 'شماره را در این دستگاه نگه دار',
  ringMe: 'به من زنگ بزنید',
  stop: 'انصراف',
  ringing: 'به شما زنگ می‌زنیم. تلفن را پاسخ دهید.',
  answered: 'برای ورود 1 را روی تلفن فشار دهید.',
  busy: 'آن شماره مشغول است.',
  noAnswer: 'کسی به آن شماره پاسخ نداد.',
  declined: 'تماس رد شد.',
  unknownNumber: 'این شماره وجود ندارد.',
  notAccepted: 'کسی 1 را روی تلفن فشار نداد.',
  failed: 'زنگ زدن نشد. دوباره امتحان کنید، یا خودتان زنگ بزنید.',
  numberUnclear: 'شماره خوانا نیست. فقط رقم بنویسید و پیش‌شماره را اول بگذارید.',
  numberNotAllowed: 'نمی‌توانیم به این شماره زنگ بزنیم. خودتان زنگ بزنید.',
  numberEmergency: 'اکنون کمک لازم دارید؟ از تلفن خود به 112 زنگ بزنید.',
  ringMeOff: 'گردانندهٔ جلسه این را بسته است. خودتان زنگ بزنید.',
  busyHere: 'اکنون به افراد زیادی زنگ می‌زنیم. کمی صبر کنید، یا خودتان زنگ بزنید.',
  ringsSpent: 'امروز دیگر نمی‌توانیم زنگ بزنیم. خودتان زنگ بزنید.',
};
