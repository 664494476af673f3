// English: texts of Direkttext: real-time text, which everybody sees as it is written.
import type { TranslationOf } from '../defineTexts.ts';
import type { liveTextTexts } from '../texts/liveText.ts';

export const liveText: TranslationOf<typeof liveTextTexts> = {
  liveText: 'Live text',
  what: 'Everybody in the meeting sees what you write, character by character. Most telephones do not show it.',
  kept: 'Nothing is kept. Those who come later see the latest.',
  log: 'Written in live text',
  lines: 'The lines',
  mine: 'You',
  field: 'Write live text',
  how: 'Enter ends the line.',
  howRests: 'Enter ends the line. So does a pause of 7 seconds.',
  gap: 'Text is missing here.',
  writes: '{name} is writing live text.',
  late: 'Not all that you wrote has arrived yet. It is sent as soon as possible.',
  tooMuch: 'That was too much at once: 2,000 characters at most. Paste one part at a time.',
  display: 'Display',
  size: 'Text size',
  percent: '{percent}%',
  order: 'Order',
  flow: 'One after the other',
  columns: 'A column for each person',
  rests: 'A pause of 7 seconds ends the line',
};
