// Arabic: texts of captions: what is said, as text.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { captionTexts } from '../texts/captions.ts';

export const captions: GuestTextsOf<typeof captionTexts, 'ar'> = {
  captions: 'كتابة الكلام',
  captionsWhat: 'يظهر ما يُقال كنص.',
  start: 'ابدأ كتابة الكلام',
  stop: 'أوقف كتابة الكلام',
  started: '{name} بدأ كتابة الكلام',
  startedByMe: 'لقد بدأت كتابة الكلام',
  byComputer: 'كتبه حاسوب، وقد يكون خاطئًا',
  byComputerWhat: 'يكتب حاسوب ما يُقال، وقد يخطئ. لا يُحفظ شيء.',
  writes: '{name} يكتب ما يُقال',
  writtenBy: 'يكتبه {name}',
  stopped: '{name} أوقف كتابة الكلام',
  failing: 'النص لا يصل الآن',
  nothingYet: 'يظهر النص هنا عندما يتحدث أحد.',
  show: 'اعرض النص',
  hide: 'أخفِ النص',
  display: 'المظهر',
  size: 'الحجم',
  percent: '{percent} %',
  ground: 'الخلفية',
  black: 'أبيض على أسود',
  white: 'أسود على أبيض',
  yellow: 'أصفر على أسود',
  page: 'مثل الصفحة',
  place: 'المكان',
  bottom: 'تحت الصورة',
  top: 'فوق الصورة',
  readOut: 'اقرأ كل سطر بصوت عالٍ',
  readOutHint: 'لقارئ الشاشة وطريقة برايل.',
};
