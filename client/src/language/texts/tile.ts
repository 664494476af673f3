// Texts of what one can do with a tile.
import { template } from '../template.ts';
import { defineTexts } from '../defineTexts.ts';

export const tileTexts = defineTexts('tile', {
  pin: 'Visa stort',
  unpin: 'Sluta visa stort',
  pinWhat: template('Visa stort: {name}'),
  unpinWhat: template('Sluta visa stort: {name}'),
  louder: 'Högre',
  louderWhat: template('Högre: {name}'),
  quieter: 'Lägre',
  quieterWhat: template('Lägre: {name}'),
  volume: template('Ljud {percent} %'),
  hideMe: 'Dölj min bild',
  moveMe: 'Flytta min bild',
  howToMoveMe: 'Flytta min bild: dra den, eller tryck på en piltangent',
  screenComing: 'Bilden kommer strax.',
  screenNotSeen: 'Du tar bara emot ljud och ser inte det som delas.',
  andMore: template('+{count} till'),
  showEverybody: 'visa alla deltagare',
  screenOf: template('{name} delar skärm'),
  zoomIn: 'Förstora',
  zoomOut: 'Visa hela',
  fullScreen: 'Helskärm',
  leaveFullScreen: 'Lämna helskärm',
  showMe: 'Visa min bild',
  ownWindow: 'Eget fönster',
  ownWindowWhat: template('Eget fönster: {name}'),
  noOwnWindow: 'Webbläsaren öppnade inget fönster.',
  divide: 'Fördela ytan mellan skärmen och den bredvid',
  divideHow: 'Dra, eller tryck på en piltangent. Dubbelklicka för att återställa.',
});
