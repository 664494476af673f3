// Polish: texts of the chat that are seen before it is opened.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { chatTexts } from '../texts/chat.ts';

export const chat: GuestTextsOf<typeof chatTexts, 'pl'> = {
  chat: 'Czat',
  unread: {
    one: '{count} nowa',
    few: '{count} nowe',
    many: '{count} nowych',
    other: '{count} nowej',
  },
};
