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
});
