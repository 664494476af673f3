// Arabic: texts of the chat that are seen before it is opened.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { chatTexts } from '../texts/chat.ts';

export const chat: GuestTextsOf<typeof chatTexts, 'ar'> = {
  chat: 'محادثة',
  unread: {
    zero: '{count} رسالة جديدة',
    one: '{count} رسالة جديدة',
    two: '{count} رسالتان جديدتان',
    few: '{count} رسائل جديدة',
    many: '{count} رسالة جديدة',
    other: '{count} رسالة جديدة',
  },
};
