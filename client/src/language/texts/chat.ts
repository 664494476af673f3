// Texts of the chat that are seen before it is opened.
import { count } from '@nanostores/i18n';
import { defineTexts } from '../defineTexts.ts';

export const chatTexts = defineTexts('chat', {
  chat: 'Chatt',
  unread: count({ one: '{count} oläst', other: '{count} olästa' }),
});
