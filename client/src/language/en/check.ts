// English: texts of the check whether everybody sees and hears this person.
import type { TranslationOf } from '../defineTexts.ts';
import type { checkTexts } from '../texts/check.ts';

export const check: TranslationOf<typeof checkTexts> = {
  seenAndHeard: 'Everybody sees and hears you.',
  seenButByPhones: 'Everybody hears you. Those with a picture see you.',
  heardWithoutTile: 'Everybody hears you. {name} sees a few at a time, and not you just now.',
  heard: 'Everybody hears you. Your camera is off.',
  seen: 'Everybody sees you. Your microphone is off.',
  neither: 'Nobody sees or hears you: microphone and camera are off.',
  bothFails: 'Your microphone and camera do not work. Press here for help.',
  microphoneFails: 'Your microphone does not work. Press here for help.',
  cameraFails: 'Your camera does not work. Press here for help.',
  soundBlocked:
    '{name} does not hear you: the sound is turned off in the browser there. Ask {name} to choose Turn on the sound.',
  soundNotReceived:
    '{name} does not hear you: your sound does not arrive there. Try another microphone in Settings.',
  pictureNotReceived:
    '{name} does not see you: your picture does not arrive there. Try another camera in Settings.',
  pictureNotInRoom: '{name} does not see you: the picture does not arrive there just now.',
  pictureHidden: '{name} has the meeting in the background and does not see it just now.',
  pictureTurnedOff: '{name} receives sound only, and sees no pictures just now.',
  pictureWithoutTile: '{name} sees a few at a time, and not you just now.',
};
