// English: texts of devices being plugged in and out, and their names.
import type { TranslationOf } from '../defineTexts.ts';
import type { deviceEventTexts } from '../texts/deviceEvents.ts';

export const deviceEvents: TranslationOf<typeof deviceEventTexts> = {
  unnamedCamera: 'Camera without a name',
  unnamedMicrophone: 'Microphone without a name',
  unnamedLoudspeaker: 'Loudspeaker without a name',
  facingYou: 'The camera that sees you',
  facingAway: 'The camera on the back',
  unplugged: '{device} was unplugged.',
  cameraIsNow: 'The camera is now {device}.',
  microphoneIsNow: 'The microphone is now {device}.',
  loudspeakerIsNow: 'The sound now comes out of the loudspeaker chosen in the computer.',
  pluggedIn: '{device} was plugged in.',
  use: 'Use it',
  notNow: 'Not now',
  wouldNotStart: 'It was not possible to change to {device}. Another program may be using it.',
};
