// Arabic: texts of what one can do with a tile.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { tileTexts } from '../texts/tile.ts';

export const tile: GuestTextsOf<typeof tileTexts, 'ar'> = {
  pin: 'اعرضه كبيرًا',
  unpin: 'أوقف العرض الكبير',
  pinWhat: 'اعرض كبيرًا: {name}',
  unpinWhat: 'أوقف العرض الكبير: {name}',
  louder: 'أعلى',
  louderWhat: 'أعلى: {name}',
  quieter: 'أخفض',
  quieterWhat: 'أخفض: {name}',
  volume: 'الصوت {percent} %',
  hideMe: 'أخفِ صورتي',
  moveMe: 'انقل صورتي',
  howToMoveMe: 'انقل صورتي: اسحبها، أو اضغط على مفتاح سهم',
  screenComing: 'الصورة قادمة بعد قليل.',
  screenNotSeen: 'أنت تستقبل الصوت فقط ولا ترى ما يُشارَك.',
  andMore: '+{count} آخرون',
  showEverybody: 'اعرض كل المشاركين',
  screenOf: '{name} يشارك الشاشة',
  zoomIn: 'تكبير',
  zoomOut: 'عرض الكل',
  fullScreen: 'ملء الشاشة',
  leaveFullScreen: 'إنهاء ملء الشاشة',
  showMe: 'اعرض صورتي',
  ownWindow: 'نافذة مستقلة',
  ownWindowWhat: 'نافذة مستقلة: {name}',
  noOwnWindow: 'لم يفتح المتصفح أي نافذة.',
  divide: 'توزيع المساحة بين الشاشة وما بجانبها',
  divideHow: 'اسحب، أو اضغط على مفتاح سهم. انقر مرتين للإعادة.',
};
