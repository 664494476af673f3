// Ukrainian: texts of why somebody cannot join.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { problemTexts } from '../texts/problem.ts';

export const problem: GuestTextsOf<typeof problemTexts, 'uk'> = {
  otherCallId: 'Ввести інший номер зустрічі',
  callIdUnknownTitle: 'Такої зустрічі немає',
  callIdUnknown:
    'Такого номера немає, або зустріч видалено. Перевірте цифри чи запитайте того, хто вас запросив.',
  meetingFullTitle: 'На зустрічі немає місць',
  meetingFull: 'Зараз більше ніхто не вміститься. Спробуйте, коли хтось вийде.',
  notYetOpenTitle: 'Зустріч ще не відкрито',
  notYetOpen: 'Вона відкривається за пів години до початку. Спробуйте тоді ще раз.',
  lockedTitle: 'Зустріч закрито',
  locked: 'Зараз більше ніхто не може ввійти. Зверніться до того, хто вас запросив.',
  removedTitle: 'Ви більше не на зустрічі',
  removed: 'Ведучий вилучив вас. Якщо це помилка, зверніться до того, хто вас запросив.',
  browserUnsupportedTitle: 'Цей браузер не підходить для зустрічей',
  browserUnsupported: 'Оновіть браузер або відкрийте цю адресу в Chrome, Edge, Firefox чи Safari.',
  serverUnreachableTitle: 'Немає зв’язку із сервісом',
  serverUnreachable: 'Перевірте підключення до інтернету й спробуйте ще раз.',
  tooFastTitle: 'Забагато спроб',
  tooFast:
    'Посилання із запрошення все одно діє. Якщо його немає, зачекайте хвилину й спробуйте ще раз.',
  mediaBlockedTitle: 'Відео та звук не доходять',
  mediaBlocked: 'Ваша мережа не пропускає зустріч. Спробуйте іншу, наприклад мобільну, ще раз.',
  internalTitle: 'У нас сталася помилка',
  internal: 'Це не ваша провина. Трохи зачекайте й спробуйте ще раз.',
};
