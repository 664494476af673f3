// Ukrainian: texts of what one can do with a tile.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { tileTexts } from '../texts/tile.ts';

export const tile: GuestTextsOf<typeof tileTexts, 'uk'> = {
  pin: 'Показати великим',
  unpin: 'Не показувати великим',
  pinWhat: 'Показати великим: {name}',
  unpinWhat: 'Не показувати великим: {name}',
  louder: 'Гучніше',
  louderWhat: 'Гучніше: {name}',
  quieter: 'Тихіше',
  quieterWhat: 'Тихіше: {name}',
  volume: 'Звук {percent} %',
  hideMe: 'Сховати моє відео',
  moveMe: 'Перемістити моє відео',
  howToMoveMe: 'Перемістити моє відео: перетягніть або натисніть стрілку',
  screenComing: 'Зображення зараз з’явиться.',
  screenNotSeen: 'Ви отримуєте лише звук і не бачите, що показують.',
  andMore: '+{count} ще',
  showEverybody: 'показати всіх учасників',
  screenOf: '{name} показує екран',
  zoomIn: 'Збільшити',
  zoomOut: 'Показати все',
  fullScreen: 'На весь екран',
  leaveFullScreen: 'Не на весь екран',
  showMe: 'Показати моє відео',
  ownWindow: 'Окреме вікно',
  ownWindowWhat: 'Окреме вікно: {name}',
  noOwnWindow: 'Браузер не відкрив вікно.',
  divide: 'Розподілити місце між екраном і тим, що поруч',
  divideHow: 'Перетягніть або натисніть стрілку. Подвійне натискання повертає як було.',
};
