// Persian: texts of what one can do with a tile.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { tileTexts } from '../texts/tile.ts';

export const tile: GuestTextsOf<typeof tileTexts, 'fa'> = {
  pin: 'بزرگ نشان دادن',
  unpin: 'پایان بزرگ نشان دادن',
  pinWhat: 'بزرگ نشان دادن: {name}',
  unpinWhat: 'پایان بزرگ نشان دادن: {name}',
  louder: 'بلندتر',
  louderWhat: 'بلندتر: {name}',
  quieter: 'آرام‌تر',
  quieterWhat: 'آرام‌تر: {name}',
  volume: 'صدا {percent} %',
  hideMe: 'پنهان کردن تصویر من',
  moveMe: 'جابه‌جا کردن تصویر من',
  howToMoveMe: 'جابه‌جا کردن تصویر من: آن را بکشید، یا کلید پیکان را فشار دهید',
  screenComing: 'تصویر به‌زودی می‌آید.',
  screenNotSeen: 'شما فقط صدا دریافت می‌کنید و صفحهٔ دیگران را نمی‌بینید.',
  andMore: '+{count} دیگر',
  showEverybody: 'نشان دادن همهٔ شرکت‌کنندگان',
  screenOf: '{name} صفحه را نشان می‌دهد',
  zoomIn: 'بزرگ‌تر کردن',
  zoomOut: 'نشان دادن همه',
  fullScreen: 'تمام‌صفحه',
  leaveFullScreen: 'خروج از تمام‌صفحه',
  showMe: 'نشان دادن تصویر من',
  ownWindow: 'پنجرهٔ جدا',
  ownWindowWhat: 'پنجرهٔ جدا: {name}',
  noOwnWindow: 'مرورگر پنجره‌ای باز نکرد.',
  divide: 'تقسیم فضا میان صفحه و کنار آن',
  divideHow: 'بکشید، یا کلید پیکان را فشار دهید. دوبار کلیک به حالت اول برمی‌گرداند.',
};
