// Texts of the connection quality.
import { defineTexts } from '../defineTexts.ts';

export const connectionTexts = defineTexts('connection', {
  good: 'God uppkoppling',
  fair: 'Något svag uppkoppling',
  poor: 'Svag uppkoppling',
  lost: 'Ingen kontakt just nu',
});
