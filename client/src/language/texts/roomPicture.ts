// Texts for conveners, of room systems that see less than their meeting.
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const roomPictureTexts = defineTexts('roomPicture', {
  oneTile: template('Servern hinner inte med allt: {names} ser en bild i taget just nu.'),
  overloaded: template(
    'Servern hinner inte med: {names} får bara ljud just nu. Bilden kommer tillbaka av sig själv.',
  ),
  tooManyRooms: template(
    '{names} får bara ljud: servern har inte plats för fler rum med bild. Be rummet ringa upp igen senare.',
  ),
  failed: template('{names} får bara ljud: bilden fungerar inte. Be rummet ringa upp igen.'),
  isOver: 'Servern hinner med igen: rummen ser hela mötet.',
}).withEnglish({
  oneTile: 'The server cannot keep up: {names} sees one picture at a time just now.',
  overloaded:
    'The server cannot keep up: {names} gets sound only just now. The picture comes back by itself.',
  tooManyRooms:
    '{names} gets sound only: the server has no room for more room systems with picture. Ask the room to dial in again later.',
  failed: '{names} gets sound only: the picture does not work. Ask the room to dial in again.',
  isOver: 'The server keeps up again: the rooms see the whole meeting.',
});
