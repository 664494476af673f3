// Persian: texts of Direkttext: real-time text, which everybody sees as it is written.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { liveTextTexts } from '../texts/liveText.ts';

export const liveText: GuestTextsOf<typeof liveTextTexts, 'fa'> = {
  liveText: 'نوشتار زنده',
  what: 'همهٔ جلسه آنچه می‌نویسید را حرف به حرف می‌بینند. بیشتر تلفن‌ها آن را نشان نمی‌دهند.',
  kept: 'چیزی ذخیره نمی‌شود. کسی که دیرتر بیاید آخرین نوشته‌ها را می‌بیند.',
  log: 'نوشته‌های نوشتار زنده',
  lines: 'سطرها',
  mine: 'شما',
  field: 'نوشتار زنده بنویسید',
  how: 'Enter سطر را تمام می‌کند.',
  howRests: 'Enter سطر را تمام می‌کند. مکث 7 ثانیه‌ای هم همین‌طور.',
  gap: 'اینجا نوشته‌ای کم است.',
  writes: '{name} در نوشتار زنده می‌نویسد.',
  late: 'همهٔ نوشته‌های شما هنوز نرسیده است. به‌محض امکان فرستاده می‌شود.',
  tooMuch: 'یک‌باره زیاد بود: حداکثر 2000 نویسه. بخش به بخش بچسبانید.',
  display: 'نمایش',
  size: 'اندازهٔ نوشته',
  percent: '{percent} %',
  order: 'ترتیب',
  flow: 'پشت سر هم',
  columns: 'ستونی برای هر نفر',
  rests: 'مکث 7 ثانیه‌ای سطر را تمام می‌کند',
};
