// English: texts of an open conversation.
import type { TranslationOf } from '../defineTexts.ts';
import type { conversationTexts } from '../texts/conversation.ts';

export const conversation: TranslationOf<typeof conversationTexts> = {
  withEverybody: 'Chat with everybody',
  withPerson: 'Chat with {name}',
  everybodyReads: 'What you write here everybody in the meeting sees.',
  twoRead: 'Only you and {name} see what you write here.',
  nothingYet: 'Nothing has been written yet.',
  yourMessage: 'Your message',
  send: 'Send',
  howToSend: 'Enter sends, Shift + Enter breaks the line.',
  leftToWrite: { one: '{count} character left', other: '{count} characters left' },
  tooFast: 'Much is being written in the chat right now. Wait a few seconds.',
  gone: '{name} has left the meeting. You can go on if {name} comes back.',
  onPhone: '{name} takes part by phone and cannot read what is written. Say it in the meeting.',
  inRoom:
    '{name} takes part from a meeting room and cannot read what is written. Say it in the meeting.',
  toPeople: 'To the participants',
  me: 'You',
  sending: 'Sending …',
  sent: 'Sent',
  delivered: 'Delivered',
  failed: 'Could not be sent.',
  sendAgain: 'Send again',
  keptUntil: 'All that is written is gone when the meeting is over.',
};
