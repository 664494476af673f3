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
  tooFast: 'Det skrivs mycket i chatten just nu. Vänta några sekunder.',
  gone: template('{name} har lämnat mötet. Ni kan fortsätta om {name} kommer tillbaka.'),
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
});
