// Persian: texts that several pages share.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { everywhereTexts } from '../texts/everywhere.ts';

export const everywhere: GuestTextsOf<typeof everywhereTexts, 'fa'> = {
  tabTitle: '{page} – Distansmöte',
  toStart: 'به صفحهٔ نخست',
  language: 'زبان / Language',
  notRecorded: 'جلسه‌ها ضبط نمی‌شوند.',
  testEquipment: 'دستگاه خود را آزمایش کنید',
  support: 'به کمک نیاز دارید؟',
  privacy: 'اطلاعات شخصی',
  accessibility: 'دسترس‌پذیری',
  opensInTab: '(در زبانهٔ تازه باز می‌شود)',
  close: 'بستن',
  hide: 'پنهان کردن',
  tryAgain: 'دوباره امتحان کنید',
  unreachable: 'ارتباط با سرویس برقرار نمی‌شود. اتصال اینترنت را بررسی کنید و دوباره امتحان کنید.',
  tooMany: 'در مدت کوتاه بیش از حد تلاش شد. یک دقیقه صبر کنید و دوباره امتحان کنید.',
  notFoundTitle: 'این صفحه وجود ندارد',
  notFound: 'این نشانی به صفحه‌ای نمی‌رسد. نوشتن آن را بررسی کنید.',
  loadFailedTitle: 'صفحه دریافت نشد',
  loadFailed: 'اتصال اینترنت را بررسی کنید و صفحه را دوباره باز کنید.',
  reload: 'صفحه را دوباره باز کنید',
};
