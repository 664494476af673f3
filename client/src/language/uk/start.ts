// Ukrainian: texts of the start page and of the page for the call ID.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { startTexts } from '../texts/start.ts';

export const start: GuestTextsOf<typeof startTexts, 'uk'> = {
  heading: 'Зустріч на відстані',
  what: 'Тут зустрічаються пацієнти, рідні, комуна та регіон, щоб планувати догляд і допомогу, з відео та звуком у браузері.',
  join: 'Приєднатися',
  joinHint: 'У вас є номер зустрічі (samtals-ID) із дев’яти цифр.',
  signIn: 'Увійти',
  signInHint: 'Ви з персоналу й запрошуєте на зустрічі.',
  assurance: 'Зустрічі не записуються. Нічого не треба встановлювати, обліковий запис не потрібен.',
  callIdHeading: 'Введіть номер зустрічі',
  callId: 'Номер зустрічі',
  callIdHint: 'Дев’ять цифр. Вони є в запрошенні (samtals-ID), або вам повідомили їх телефоном.',
  continue: 'Далі',
  checking: 'Перевіряємо …',
  tooShort: 'Номер зустрічі має дев’ять цифр. Введіть усі.',
  tooLong: 'Номер зустрічі має дев’ять цифр, а тут більше. Перевірте їх.',
  callIdUnknown:
    'Такого номера немає, або зустріч видалено. Перевірте цифри чи запитайте того, хто вас запросив.',
};
