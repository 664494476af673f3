// Texts of the connection quality.
import { defineTexts } from '../defineTexts.ts';

export const connectionTexts = defineTexts('connection', {
  good: 'God uppkoppling',
  fair: 'Något svag uppkoppling',
  poor: 'Svag uppkoppling',
  lost: 'Ingen kontakt just nu',
}).withEnglish({
  good: 'Good connection',
  fair: 'Somewhat weak connection',
  poor: 'Weak connection',
  lost: 'No contact just now',
});
