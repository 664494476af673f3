// Texts of the meeting itself.
import { count } from '@nanostores/i18n';
import { template } from '../template.ts';
import { defineTexts } from '../defineTexts.ts';

export const roomTexts = defineTexts('room', {
  controls: 'Mikrofon, kamera och chatt',
  leave: 'Lämna mötet',
  leaveTitle: 'Vill du lämna mötet eller avsluta det?',
  leaveQuestion: 'Vill du lämna mötet?',
  leaveWhat: 'Lämnar du mötet fortsätter det för de andra. Avslutar du det är det slut för alla.',
  leaveOnly: 'Lämna',
  endForAll: 'Avsluta för alla',
  stay: 'Stanna kvar',
  people: count({ one: '{count} deltagare', other: '{count} deltagare' }),
  peopleHeading: 'Deltagare',
  you: 'Du',
  writeTo: template('Skriv till {name}'),
  shares: 'delar skärm',
  hand: 'Hand',
  raiseHand: 'Räck upp handen',
  lowerHand: 'Ta ner handen',
  microphoneOff: 'Mikrofonen är av',
  more: 'Mer',
});
