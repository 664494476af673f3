// Somali: texts of the chat that are seen before it is opened.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { chatTexts } from '../texts/chat.ts';

export const chat: GuestTextsOf<typeof chatTexts, 'so'> = {
  chat: 'Farriimo',
  unread: { one: '{count} aan la akhrin', other: '{count} aan la akhrin' },
};
