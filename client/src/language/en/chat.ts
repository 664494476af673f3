// English: texts of the chat that are seen before it is opened.
import type { TranslationOf } from '../defineTexts.ts';
import type { chatTexts } from '../texts/chat.ts';

export const chat: TranslationOf<typeof chatTexts> = {
  chat: 'Chat',
  unread: { one: '{count} unread', other: '{count} unread' },
};
