// Ukrainian: texts of an open conversation.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { conversationTexts } from '../texts/conversation.ts';

export const conversation: GuestTextsOf<typeof conversationTexts, 'uk'> = {
  withEverybody: 'Чат з усіма',
  withPerson: 'Чат: {name}',
  everybodyReads: 'Те, що ви тут пишете, бачать усі на зустрічі.',
  twoRead: 'Лише ви та {name} бачите, що тут написано.',
  nothingYet: 'Ще нічого не написано.',
  yourMessage: 'Ваше повідомлення',
  send: 'Надіслати',
  howToSend: 'Enter надсилає, Shift + Enter — новий рядок.',
  leftToWrite: {
    one: 'Ще {count} символ',
    few: 'Ще {count} символи',
    many: 'Ще {count} символів',
    other: 'Ще {count} символу',
  },
  tooFast: 'У чаті зараз багато пишуть. Зачекайте кілька секунд.',
  gone: '{name} уже не на зустрічі. Можна продовжити, якщо {name} повернеться.',
  onPhone: '{name} бере участь телефоном і не може читати повідомлення. Скажіть це на зустрічі.',
  inRoom:
    '{name} бере участь із кімнати для нарад і не може читати повідомлення. Скажіть це на зустрічі.',
  toPeople: 'До учасників',
  me: 'Ви',
  sending: 'Надсилаємо …',
  sent: 'Надіслано',
  delivered: 'Доставлено',
  failed: 'Не вдалося надіслати.',
  sendAgain: 'Надіслати ще раз',
  keptUntil: 'Усе написане зникне, коли зустріч закінчиться.',
};
