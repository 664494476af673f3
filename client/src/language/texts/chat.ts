// Texts of the chat that are seen before it is opened.
import { count } from '@nanostores/i18n';
import { template } from '../template.ts';
import { defineTexts } from '../defineTexts.ts';

export const chatTexts = defineTexts('chat', {
  chat: 'Chatt',
  unread: count({ one: '{count} oläst', other: '{count} olästa' }),
  newFromTo: template('Nytt meddelande från {name}'),
  newPrivate: template('Nytt meddelande till dig från {name}'),
});
