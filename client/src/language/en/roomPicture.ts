// English: texts for conveners, of room systems that see less than their meeting.
import type { TranslationOf } from '../defineTexts.ts';
import type { roomPictureTexts } from '../texts/roomPicture.ts';

export const roomPicture: TranslationOf<typeof roomPictureTexts> = {
  oneTile: 'The server cannot keep up: {names} sees one picture at a time just now.',
  overloaded:
    'The server cannot keep up: {names} gets sound only just now. The picture comes back by itself.',
  tooManyRooms:
    '{names} gets sound only: the server has no room for more room systems with picture. Ask the room to dial in again later.',
  failed: '{names} gets sound only: the picture does not work. Ask the room to dial in again.',
  isOver: 'The server keeps up again: the rooms see the whole meeting.',
};
