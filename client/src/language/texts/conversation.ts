// Texts of an open conversation.
import { count } from '@nanostores/i18n';
import { template } from '../template.ts';
import { defineTexts } from '../defineTexts.ts';

export const conversationTexts = defineTexts('conversation', {
  withEverybody: 'Chatt med alla',
  withPerson: template('Chatt med {name}'),
  everybodyReads: 'Det du skriver här ser alla i mötet.',
  twoRead: template('Bara du och {name} ser det ni skriver här.'),
  nothingYet: 'Inget är skrivet än.',
  yourMessage: 'Ditt meddelande',
  send: 'Skicka',
  howToSend: 'Enter skickar, Skift + Enter ger ny rad.',
  leftToWrite: count({ one: '{count} tecken kvar', other: '{count} tecken kvar' }),
  tooFast: 'Du har skrivit mycket på kort tid. Vänta några sekunder.',
  gone: template('{name} har lämnat mötet. Kommer {name} tillbaka kan ni fortsätta här.'),
  onPhone: template('{name} är med per telefon och kan inte läsa det som skrivs. Säg det i mötet.'),
  inRoom: template(
    '{name} är med från ett konferensrum och kan inte läsa det som skrivs. Säg det i mötet.',
  ),
  toPeople: 'Till deltagarna',
  me: 'Du',
  sending: 'Skickas …',
  sent: 'Skickat',
  delivered: 'Levererat',
  failed: 'Kunde inte skickas.',
  sendAgain: 'Skicka igen',
  keptUntil: 'Allt som skrivs försvinner när mötet är slut.',
}).withEnglish({
  withEverybody: 'Chat with everybody',
  withPerson: 'Chat with {name}',
  everybodyReads: 'What you write here everybody in the meeting sees.',
  twoRead: 'Only you and {name} see what you write here.',
  nothingYet: 'Nothing has been written yet.',
  yourMessage: 'Your message',
  send: 'Send',
  howToSend: 'Enter sends, Shift + Enter breaks the line.',
  leftToWrite: { one: '{count} character left', other: '{count} characters left' },
  tooFast: 'You have written much in a short time. Wait a few seconds.',
  gone: '{name} has left the meeting. If {name} comes back you can go on here.',
  onPhone: '{name} takes part by telephone and cannot read what is written. Say it in the meeting.',
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
});
