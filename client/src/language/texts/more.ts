// Texts of the menu Mer in the meeting.
import { defineTexts } from '../defineTexts.ts';

export const moreTexts = defineTexts('more', {
  view: 'Vy',
  viewAutomatic: 'Automatisk',
  viewGrid: 'Alla lika stora',
  viewSpeaker: 'Den som talar',
});
