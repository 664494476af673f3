// Ukrainian: texts of why the meeting is over for this person, here or for good.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { endingTexts } from '../texts/ending.ts';

export const ending: GuestTextsOf<typeof endingTexts, 'uk'> = {
  joinAgain: 'Приєднатися знову',
  leftTitle: 'Ви вийшли із зустрічі',
  left: 'Камеру й мікрофон вимкнено. Можна закрити вкладку.',
  phoneLeftBehind: 'Якщо ви телефонували, телефон може ще бути на зустрічі. Покладіть слухавку.',
  spaceDeletedTitle: 'Зустріч завершено',
  spaceDeleted: 'Той, хто запросив, завершив і видалив зустріч. Камеру й мікрофон вимкнено.',
  endedByConvenerTitle: 'Зустріч завершено',
  endedByConvener: 'Ведучий завершив зустріч. Камеру й мікрофон вимкнено.',
  endedByMeTitle: 'Ви завершили зустріч',
  endedByMe: 'Вона закінчилася для всіх. Камеру й мікрофон вимкнено.',
  deletedByMeTitle: 'Зустріч видалено',
  deletedByMe:
    'Зустріч {name} з номером {callId} видалено {time}. Вона закінчилася для всіх, і номер більше не діятиме.',
  alreadyInTitle: 'Ви вже на зустрічі в іншій вкладці',
  alreadyIn:
    'Зустріч відкрито в іншій вкладці цього браузера. Перейдіть туди або продовжуйте тут: тоді інша вкладка вийде із зустрічі.',
  continueHere: 'Продовжити тут',
  toSpaces: 'До моїх зустрічей',
  openedElsewhereTitle: 'Зустріч триває в іншій вкладці',
  openedElsewhere:
    'Ви продовжили в іншій вкладці, а ця вийшла із зустрічі. Камеру й мікрофон тут вимкнено. Цю вкладку можна закрити.',
  connectionLostTitle: 'Зв’язок перервано',
  connectionLost: 'Перевірте підключення до інтернету й приєднайтеся знову.',
};
