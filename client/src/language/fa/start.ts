// Persian: texts of the start page and of the page for the call ID.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { startTexts } from '../texts/start.ts';

export const start: GuestTextsOf<typeof startTexts, 'fa'> = {
  heading: 'دیدار از راه دور',
  what: 'در اینجا بیماران، بستگان، شهرداری و استان برای برنامه‌ریزی مراقبت دیدار می‌کنند، با صدا و تصویر در مرورگر.',
  join: 'ورود به جلسه',
  joinHint: 'شمارهٔ جلسهٔ نه‌رقمی (samtals-ID) دارید.',
  signIn: 'ورود کارکنان',
  signInHint: 'از کارکنان هستید و به جلسه دعوت می‌کنید.',
  assurance: 'جلسه‌ها ضبط نمی‌شوند. به نصب برنامه یا حساب کاربری نیاز ندارید.',
  callIdHeading: 'شمارهٔ جلسه را بنویسید',
  callId: 'شمارهٔ جلسه',
  callIdHint: 'نه رقم. در دعوت‌نامه هست (samtals-ID)، یا تلفنی به شما گفته‌اند.',
  continue: 'ادامه',
  checking: 'در حال بررسی …',
  tooShort: 'شمارهٔ جلسه نه رقم دارد. هر نه رقم را بنویسید.',
  tooLong: 'شمارهٔ جلسه نه رقم دارد و این بیشتر است. آن را بررسی کنید.',
  callIdUnknown:
    'این شماره وجود ندارد، یا جلسه حذف شده است. رقم‌ها را بررسی کنید، یا از دعوت‌کننده بپرسید.',
};
