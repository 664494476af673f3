// Finnish: texts of the chat that are seen before it is opened.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { chatTexts } from '../texts/chat.ts';

export const chat: GuestTextsOf<typeof chatTexts, 'fi'> = {
  chat: 'Chatti',
  unread: { one: '{count} lukematon', other: '{count} lukematonta' },
};
