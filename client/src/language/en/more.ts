// English: texts of the menu More in the meeting.
import type { TranslationOf } from '../defineTexts.ts';
import type { moreTexts } from '../texts/more.ts';

export const more: TranslationOf<typeof moreTexts> = {
  view: 'View',
  viewAutomatic: 'Automatic',
  viewGrid: 'All the same size',
  viewSpeaker: 'Whoever speaks',
};
