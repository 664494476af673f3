// Persian: texts of joining and leaving a meeting.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { entryTexts } from '../texts/entry.ts';

export const entry: GuestTextsOf<typeof entryTexts, 'fa'> = {
  lookingUp: 'در حال یافتن جلسه …',
  yourMeeting: 'شما در حال ورود به جلسه هستید',
  name: 'نام',
  nameMissing: 'نام خود را بنویسید تا دیگران بدانند شما که هستید.',
  profession: 'شغل',
  professions:
    'پرستار, پرستار ناحیه, پزشک, کارشناس خدمات حمایتی, کاردرمانگر, فیزیوتراپیست, کمک‌پرستار, مددکار, مدیر واحد, بیمار/مددجو, خویشاوند, قیم',
  optional: 'اختیاری',
  professionHint: 'مثلاً پرستار یا خویشاوند.',
  professionUnshowable: 'با حروف بنویسید، یا خانه را خالی بگذارید.',
  forget: 'شما این شخص نیستید؟ خانه‌ها را پاک کنید',
  several: 'ما اینجا چند نفریم',
  interprets: 'من مترجم هستم',
  companions: 'چه کسانی کنار شما هستند؟',
  companionsHint: 'نام‌ها را با ویرگول جدا کنید. حداکثر نُه نام.',
  join: 'ورود به جلسه',
  joining: 'در حال ورود …',
  attendance: 'گردانندهٔ جلسه بعداً می‌بیند چه کسانی و چه زمانی شرکت کردند.',
  notNow: 'هنوز وقتش نیست؟',
  confirmInvitation: 'دریافت دعوت‌نامه را تأیید کنید',
};
