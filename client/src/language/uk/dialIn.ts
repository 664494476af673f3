// Ukrainian: texts of a weak connection and of audio by telephone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { dialInTexts } from '../texts/dialIn.ts';

export const dialIn: GuestTextsOf<typeof dialInTexts, 'uk'> = {
  weakTitle: 'Ваш зв’язок слабкий',
  weak: 'Інші зараз погано чують і бачать вас. Допоможе отримувати лише звук або підійти ближче до роутера.',
  weakSound: 'Інші погано вас чують? Зателефонуйте, і звук піде через телефон.',
  what: 'Тоді звук іде через телефон. Відео лишається тут, а інші бачать те саме ім’я.',
  ring: 'Зателефонувати',
  key: 'Коли голос запитає samtals-ID, натисніть',
  hash: 'і наприкінці решітку (#).',
  wait: 'Зачекайте, доки голос скаже, що звук іде через телефон.',
  isOwn: 'Чотири останні цифри лише ваші й діють чверть години. Не давайте їх нікому.',
  asking: 'Хвилинку …',
  refusedTitle: 'На цю зустріч не можна зателефонувати',
  refused: 'Той, хто вас запросив, може це змінити.',
  byPhone: 'Ви чуєте й говорите телефоном.',
  takeBack: 'Повернути звук сюди',
  isBack: 'Звук знову йде через цю сторінку.',
  isMuted: 'Мікрофон вимкнено.',
};
