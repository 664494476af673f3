// Ukrainian: texts of captions: what is said, as text.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { captionTexts } from '../texts/captions.ts';

export const captions: GuestTextsOf<typeof captionTexts, 'uk'> = {
  captions: 'Субтитри',
  captionsWhat: 'Те, що кажуть, показано текстом.',
  start: 'Увімкнути субтитри',
  stop: 'Вимкнути субтитри',
  started: '{name} вмикає субтитри',
  startedByMe: 'Ви ввімкнули субтитри',
  byComputer: 'Зроблено комп’ютером, можливі помилки',
  byComputerWhat: 'Сказане записує комп’ютер і може помилятися. Нічого не зберігається.',
  writes: '{name} записує сказане',
  writtenBy: 'Записує {name}',
  stopped: '{name} вимикає субтитри',
  failing: 'Текст зараз не доходить',
  nothingYet: 'Текст з’явиться тут, коли хтось заговорить.',
  show: 'Показати текст',
  hide: 'Сховати текст',
  display: 'Вигляд',
  size: 'Розмір',
  percent: '{percent} %',
  ground: 'Тло',
  black: 'Біле на чорному',
  white: 'Чорне на білому',
  yellow: 'Жовте на чорному',
  page: 'Як на сторінці',
  place: 'Місце',
  bottom: 'Під відео',
  top: 'Над відео',
  readOut: 'Читати вголос кожен рядок',
  readOutHint: 'Для програм читання з екрана та шрифту Брайля.',
};
