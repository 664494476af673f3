// Persian: texts of a weak connection and of audio by telephone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { dialInTexts } from '../texts/dialIn.ts';

export const dialIn: GuestTextsOf<typeof dialInTexts, 'fa'> = {
  weakTitle: 'اتصال شما ضعیف است',
  weak: 'دیگران اکنون شما را بد می‌شنوند و می‌بینند. فقط صدا دریافت کنید، یا به مودم نزدیک‌تر شوید.',
  weakSound: 'دیگران شما را بد می‌شنوند؟ تلفن بزنید تا صدا از راه تلفن برود.',
  what: 'آنگاه صدا از راه تلفن می‌رود. تصویر اینجا می‌ماند و دیگران همان نام را می‌بینند.',
  ring: 'زنگ بزنید',
  key: 'وقتی صدایی samtals-ID را پرسید، فشار دهید',
  hash: 'و در پایان مربع (#).',
  wait: 'صبر کنید تا صدا بگوید که صدا از راه تلفن می‌رود.',
  isOwn: 'چهار رقم آخر فقط برای شماست و یک ربع اعتبار دارد. آن را به کسی ندهید.',
  asking: 'یک لحظه …',
  refusedTitle: 'به این جلسه نمی‌توان تلفن زد',
  refused: 'دعوت‌کننده می‌تواند این را تغییر دهد.',
  byPhone: 'شما با تلفن می‌شنوید و صحبت می‌کنید.',
  takeBack: 'صدا را به اینجا برگردانید',
  isBack: 'صدا دوباره از این صفحه می‌گذرد.',
  isMuted: 'میکروفون خاموش است.',
};
