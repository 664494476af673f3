// Ukrainian: texts of the chat that are seen before it is opened.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { chatTexts } from '../texts/chat.ts';

export const chat: GuestTextsOf<typeof chatTexts, 'uk'> = {
  chat: 'Чат',
  unread: {
    one: '{count} нове',
    few: '{count} нові',
    many: '{count} нових',
    other: '{count} нового',
  },
};
