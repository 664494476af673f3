// Ukrainian: texts of a meeting that is not open yet.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { earlyTexts } from '../texts/early.ts';

export const early: GuestTextsOf<typeof earlyTexts, 'uk'> = {
  title: 'Зустріч ще не відкрито',
  opens: 'Початок зустрічі: {time}. Увійти можна з {opens}. Сторінка відкриється сама.',
  swedish: '{time} за шведським часом',
  calendar: 'Додати в календар',
  calendarTitle: 'Зустріч на відстані',
  calendarCallId: 'Номер зустрічі: {callId}',
  calendarPhone: 'Телефон: {phoneNumber}',
  confirmTitle: 'Ви отримали запрошення?',
  confirmWhat: 'Підтвердьте, і той, хто вас запросив, побачить, що воно дійшло.',
  name: 'Ваше ім’я',
  nameMissing: 'Напишіть своє ім’я, щоб було видно, хто підтвердив.',
  confirm: 'Підтвердити, що запрошення отримано',
  confirming: 'Підтверджуємо …',
  confirmed: 'Дякуємо, {name}! Той, хто вас запросив, бачить, що запрошення отримано.',
  failed: 'Зараз не вдалося підтвердити. Спробуйте трохи пізніше.',
  lead: 'Ви ведете зустріч?',
  signIn: 'Увійти',
  isTime: 'Уже час зустрічі?',
  enter: 'Увійти на зустріч',
};
