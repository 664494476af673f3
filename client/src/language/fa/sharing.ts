// Persian: texts of a screen that is shared, or could not be.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { sharingTexts } from '../texts/sharing.ts';

export const sharing: GuestTextsOf<typeof sharingTexts, 'fa'> = {
  youShare: 'صفحهٔ خود را نشان می‌دهید. همه در جلسه آن را می‌بینند.',
  youShareWithSound: 'صفحهٔ خود را با صدا نشان می‌دهید. همه در جلسه آن را می‌بینند و می‌شنوند.',
  deniedBySystemTitle: 'رایانه به مرورگر اجازه نمی‌دهد صفحه را نشان دهد',
  deniedBySystem:
    'تنظیمات حریم خصوصی رایانه را باز کنید، ضبط صفحه را برای مرورگر مجاز کنید و آن را دوباره باز کنید.',
  unsupportedTitle: 'این مرورگر نمی‌تواند صفحه را نشان دهد',
  unsupported: 'برای نشان دادن صفحه از رایانه با Chrome، Edge یا Firefox وارد شوید.',
  unknownTitle: 'صفحه نشان داده نشد',
  unknown: 'دوباره امتحان کنید، یا پنجرهٔ دیگری انتخاب کنید.',
};
