// English: texts of captions.
import type { TranslationOf } from '../defineTexts.ts';
import type { captionTexts } from '../texts/captions.ts';

export const captions: TranslationOf<typeof captionTexts> = {
  captions: 'Captions',
  captionsWhat: 'What is said is shown as text.',
  start: 'Start captions',
  stop: 'Stop captions',
  started: '{name} has started captions',
  startedByMe: 'You have started captions',
  byComputer: 'Made by a computer, may be wrong',
  byComputerWhat: 'What is said is written by a computer, and may be wrong. Nothing is kept.',
  writes: '{name} writes what is said',
  writtenBy: 'Written by {name}',
  stopped: '{name} has stopped the captions',
  failing: 'No text is coming just now',
  nothingYet: 'The text is shown here when somebody speaks.',
  show: 'Show the text',
  hide: 'Hide the text',
  display: 'Appearance',
  size: 'Size',
  percent: '{percent} %',
  ground: 'Background',
  black: 'White on black',
  white: 'Black on white',
  yellow: 'Yellow on black',
  page: 'As the page',
  place: 'Place',
  bottom: 'Below the picture',
  top: 'Above the picture',
  readOut: 'Read each line out',
  readOutHint: 'For screen readers and braille.',
};
