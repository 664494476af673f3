// Texts of the connection quality.
import { defineTexts } from '../defineTexts.ts';

export const connectionTexts = defineTexts('connection', {
  poor: 'Svag uppkoppling',
  lost: 'Ingen kontakt',
});
