// Texts on how well somebody's network works.
import { defineTexts } from '../defineTexts.ts';

export const connectionTexts = defineTexts('connection', {
  good: 'God uppkoppling',
  fair: 'Något svag uppkoppling',
  poor: 'Svag uppkoppling',
  lost: 'Ingen kontakt just nu',
  ownPoorTitle: 'Din uppkoppling är svag',
  ownPoor:
    'De andra hör och ser dig dåligt just nu. Det hjälper att bara ta emot ljud, eller att flytta närmare routern.',
}).withEnglish({
  good: 'Good connection',
  fair: 'Somewhat weak connection',
  poor: 'Weak connection',
  lost: 'No contact just now',
  ownPoorTitle: 'Your connection is weak',
  ownPoor:
    'The others hear and see you badly just now. It helps to receive sound only, or to move closer to the router.',
});
