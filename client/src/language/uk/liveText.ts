// Ukrainian: texts of Direkttext: real-time text, which everybody sees as it is written.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { liveTextTexts } from '../texts/liveText.ts';

export const liveText: GuestTextsOf<typeof liveTextTexts, 'uk'> = {
  liveText: 'Живий текст',
  what: 'Усі на зустрічі бачать, що ви пишете, літера за літерою. Більшість телефонів цього не показує.',
  kept: 'Нічого не зберігається. Хто прийде пізніше, побачить останнє.',
  log: 'Написано живим текстом',
  lines: 'Рядки',
  mine: 'Ви',
  field: 'Писати живий текст',
  how: 'Enter завершує рядок.',
  howRests: 'Enter завершує рядок. Так само пауза в 7 секунд.',
  gap: 'Тут бракує тексту.',
  writes: '{name} пише живий текст.',
  late: 'Не все, що ви написали, уже дійшло. Решту буде надіслано якнайшвидше.',
  tooMuch: 'Забагато за раз: не більше 2000 символів. Вставляйте частинами.',
  display: 'Вигляд',
  size: 'Розмір тексту',
  percent: '{percent} %',
  order: 'Порядок',
  flow: 'Підряд',
  columns: 'Стовпчик для кожного',
  rests: 'Пауза в 7 секунд завершує рядок',
};
