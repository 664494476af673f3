// Persian: texts of captions: what is said, as text.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { captionTexts } from '../texts/captions.ts';

export const captions: GuestTextsOf<typeof captionTexts, 'fa'> = {
  captions: 'زیرنویس',
  captionsWhat: 'آنچه گفته می‌شود نوشته هم می‌شود.',
  start: 'آغاز زیرنویس',
  stop: 'پایان زیرنویس',
  started: '{name} زیرنویس را آغاز کرد',
  startedByMe: 'شما زیرنویس را آغاز کردید',
  byComputer: 'کار رایانه است، شاید نادرست باشد',
  byComputerWhat: 'رایانه گفته‌ها را می‌نویسد و شاید اشتباه کند. چیزی ذخیره نمی‌شود.',
  writes: '{name} گفته‌ها را می‌نویسد',
  writtenBy: 'نوشتهٔ {name}',
  stopped: '{name} زیرنویس را پایان داد',
  failing: 'نوشته اکنون نمی‌رسد',
  nothingYet: 'وقتی کسی صحبت کند نوشته اینجا دیده می‌شود.',
  show: 'نشان دادن نوشته',
  hide: 'پنهان کردن نوشته',
  display: 'ظاهر',
  size: 'اندازه',
  percent: '{percent} %',
  ground: 'زمینه',
  black: 'سفید روی سیاه',
  white: 'سیاه روی سفید',
  yellow: 'زرد روی سیاه',
  page: 'مانند صفحه',
  place: 'جا',
  bottom: 'زیر تصویر',
  top: 'بالای تصویر',
  readOut: 'هر سطر خوانده شود',
  readOutHint: 'برای صفحه‌خوان و خط بریل.',
};
