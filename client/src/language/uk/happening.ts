// Ukrainian: texts of what happens in a meeting.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { happeningTexts } from '../texts/happening.ts';

export const happening: GuestTextsOf<typeof happeningTexts, 'uk'> = {
  requestDialIn: 'Зателефонувати',
  swedishTime: 'за шведським часом',
  soundOnly: 'Лише звук',
  jerkyTitle: 'Ваше відео смикається. Ваші жести може бути важко прочитати.',
  jerkyNetwork:
    'Мережі не вистачає. Підійдіть ближче до роутера або закрийте те, що нею користується.',
  jerkyComputer: 'Комп’ютер не встигає. Закрийте інші програми й вкладки.',
  jerkyCamera: 'Камера дає замало кадрів. Додайте світла або змініть камеру в налаштуваннях.',
  picturesOff: 'Ви отримуєте лише звук: без відео та спільного екрана.',
  picturesOffByCpuOveruse:
    'Комп’ютер не встигає показувати відео. Його вимкнено, щоб працював звук.',
  showPictures: 'Показувати відео',
  flipCamera: 'Змінити камеру',
  alone: 'Поки що ви на зустрічі самі. Інші з’являться тут, коли приєднаються.',
  joined: '{name} тепер на зустрічі',
  left: '{name} уже не на зустрічі',
  removedByMe: 'Ви вилучили із зустрічі: {name}',
  connectionLost: 'Зв’язок перервано: {name}',
  handRaised: '{name} піднімає руку',
  signs: '{name} говорить жестами',
  knocked: '{name} чекає дозволу ввійти',
  newMessage: 'Нове повідомлення: {name}',
  newPrivateMessage: 'Нове повідомлення вам: {name}',
  screenStopped: '{name} припиняє показ вашого екрана.',
  roleGiven: '{name} дає вам роль на зустрічі: {role}.',
  roleTaken: '{name} знімає вашу роль на зустрічі.',
  handLowered: '{name} опускає вашу руку.',
  mutedBy: '{name} вимикає ваш мікрофон.',
  reconnectingTitle: 'Зв’язок перервано',
  reconnecting: 'Ми під’єднуємо вас знову. Залишайтеся на сторінці.',
  soundBlocked: 'Браузер вимкнув звук.',
  playSound: 'Увімкнути звук',
  mutedSpeech: 'Ви говорите з вимкненим мікрофоном.',
  unmute: 'Увімкнути мікрофон',
};
