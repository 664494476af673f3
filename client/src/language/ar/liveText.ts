// Arabic: texts of Direkttext: real-time text, which everybody sees as it is written.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { liveTextTexts } from '../texts/liveText.ts';

export const liveText: GuestTextsOf<typeof liveTextTexts, 'ar'> = {
  liveText: 'النص الحي',
  what: 'كل من في الاجتماع يرى ما تكتبه حرفًا حرفًا. معظم الهواتف لا تعرضه.',
  kept: 'لا يُحفظ شيء. من يأتي لاحقًا يرى آخر ما كُتب.',
  log: 'ما كُتب في النص الحي',
  lines: 'السطور',
  mine: 'أنت',
  field: 'اكتب نصًا حيًا',
  how: 'Enter ينهي السطر.',
  howRests: 'Enter ينهي السطر. وكذلك توقف مدته 7 ثوانٍ.',
  gap: 'هنا نص ناقص.',
  writes: '{name} يكتب في النص الحي.',
  late: 'لم يصل كل ما كتبته بعد. سيُرسل حالما يمكن ذلك.',
  tooMuch: 'هذا كثير دفعة واحدة: 2000 حرف على الأكثر. الصق جزءًا بعد جزء.',
  display: 'طريقة العرض',
  size: 'حجم النص',
  percent: '{percent} %',
  order: 'الترتيب',
  flow: 'متتابع',
  columns: 'عمود لكل شخص',
  rests: 'توقف مدته 7 ثوانٍ ينهي السطر',
};
