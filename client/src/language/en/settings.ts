// English: texts of the settings: which devices are used, and whether they work.
import type { TranslationOf } from '../defineTexts.ts';
import type { settingsTexts } from '../texts/settings.ts';

export const settings: TranslationOf<typeof settingsTexts> = {
  camera: 'Camera',
  microphone: 'Microphone',
  loudspeaker: 'Loudspeaker',

  browserChooses: 'The one that the browser chooses',
  hidden: 'Shown once you have said yes to the browser',
  noneFound: 'None was found',
  computerChooses: 'The one chosen in the computer',
  loudspeakerBySystem:
    'The sound comes out of the loudspeaker that is chosen in the settings of the computer or phone itself.',
  pickLoudspeaker: 'Choose a loudspeaker',

  pictureGood: 'Your picture: good quality ({lines}p)',
  pictureFair: 'Your picture: fair quality ({lines}p)',
  picturePoor: 'Your picture: low quality ({lines}p)',
  processed: 'The browser {processes}.',
  unprocessed: 'The browser changes nothing in the sound.',

  badSound: 'Still not working? Call in, and the sound goes by phone.',
  testSound: 'Play a test sound',
  testSoundPlays: 'The test sound plays …',
  testSoundPlayed: 'Did you hear three notes? If not, turn up the volume or choose another one.',
  testSoundFailed: 'The test sound could not be played. Check that the computer has a loudspeaker.',

  voiceTest: 'Try your microphone',
  voiceStop: 'Stop the test',
  voiceRecording: 'Say something. Recording for four seconds …',
  voicePlaying: 'Now it is played. This is how you sound.',
  voicePlayed: 'That is how you sounded. The recording is gone again.',
  voiceSilent: 'No sound came. Choose another microphone, or see whether it is switched off.',
  voiceFailed: 'It was not possible to record. Try again.',
  othersHear: 'The microphone is on: the others in the meeting hear what you say as well.',
  needsMicrophone: 'Turn on the microphone, and you can hear how you sound.',

  sound: 'The sound of the microphone',
  echoCancellation: 'Remove echo',
  echoCancellationWhy: 'The others do not have to hear their own voices.',
  echoCancellationDone: 'removes echo',
  noiseSuppression: 'Dampen noise',
  noiseSuppressionWhy: 'Fans and traffic are heard less.',
  noiseSuppressionDone: 'dampens noise',
  autoGainControl: 'Even out the loudness',
  autoGainControlWhy: 'A weak voice is heard better.',
  autoGainControlDone: 'evens out the loudness',
  impossible: 'This is not possible with this microphone.',
  unavoidable: 'This cannot be turned off with this microphone.',
};
