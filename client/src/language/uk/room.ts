// Ukrainian: texts of the meeting itself.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { roomTexts } from '../texts/room.ts';

export const room: GuestTextsOf<typeof roomTexts, 'uk'> = {
  controls: 'Мікрофон, камера й чат',
  leave: 'Вийти із зустрічі',
  leaveTitle: 'Вийти із зустрічі чи завершити її?',
  leaveQuestion: 'Вийти із зустрічі?',
  leaveWhat:
    'Якщо ви вийдете, зустріч триває для інших. Якщо завершите, вона закінчиться для всіх.',
  leaveOnly: 'Вийти',
  endForAll: 'Завершити для всіх',
  stay: 'Залишитися',
  people: {
    one: '{count} учасник',
    few: '{count} учасники',
    many: '{count} учасників',
    other: '{count} учасника',
  },
  peopleHeading: 'Учасники',
  you: 'Ви',
  writeTo: 'Написати: {name}',
  shares: 'показує екран',
  hand: 'Рука',
  raiseHand: 'Підняти руку',
  lowerHand: 'Опустити руку',
  microphoneOff: 'Мікрофон вимкнено',
  more: 'Більше',
};
