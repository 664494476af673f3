// Ukrainian: texts that several pages share.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { everywhereTexts } from '../texts/everywhere.ts';

export const everywhere: GuestTextsOf<typeof everywhereTexts, 'uk'> = {
  tabTitle: '{page} – Distansmöte',
  toStart: 'На початкову сторінку',
  language: 'Мова / Language',
  notRecorded: 'Зустрічі не записуються.',
  testEquipment: 'Перевірте свої пристрої',
  support: 'Потрібна допомога?',
  privacy: 'Особисті дані',
  accessibility: 'Доступність',
  opensInTab: '(відкриється в новій вкладці)',
  close: 'Закрити',
  hide: 'Сховати',
  tryAgain: 'Спробувати ще раз',
  unreachable: 'Немає зв’язку із сервісом. Перевірте підключення до інтернету й спробуйте ще раз.',
  tooMany: 'Забагато спроб за короткий час. Зачекайте хвилину й спробуйте ще раз.',
  notFoundTitle: 'Такої сторінки немає',
  notFound: 'За цією адресою немає сторінки. Перевірте, чи правильно вона написана.',
  loadFailedTitle: 'Не вдалося завантажити сторінку',
  loadFailed: 'Перевірте підключення до інтернету й перезавантажте сторінку.',
  reload: 'Перезавантажити сторінку',
};
