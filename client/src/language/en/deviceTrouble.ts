// English: texts of why camera or microphone fail.
import type { TranslationOf } from '../defineTexts.ts';
import type { deviceTroubleTexts } from '../texts/deviceTrouble.ts';

export const deviceTrouble: TranslationOf<typeof deviceTroubleTexts> = {
  theCamera: 'the camera',
  theMicrophone: 'the microphone',
  both: 'the camera and the microphone',
  deniedTitle: 'The browser may not use {device}',
  denied:
    'Press the padlock to the left of the address. Choose Allow for camera and microphone. Then choose Try again.',
  blockedBySystemTitle: 'The computer or phone blocks {device}',
  blockedBySystem:
    'Open the settings of the computer or phone. Under Privacy, let the browser use camera and microphone. Then choose Try again.',
  missingTitle: 'We cannot find {device}',
  missing:
    'Check that the cable is plugged in and that nothing is switched off. Then choose Try again.',
  busyTitle: 'Another program is using {device}',
  busy: 'Close other programs with video calls, for example Teams. Then choose Try again.',
  insecurePageTitle: 'The browser wants a secure address for {device}',
  insecurePage:
    'The address must begin with https://. Ask the person who invited you for the right one.',
  unknownTitle: 'It was not possible to start {device}',
  unknown: 'Choose Try again. If that does not help, restart the browser.',
  withoutCamera: 'You can take part anyway, but the others do not see you.',
  withoutMicrophone: 'You can take part anyway, but the others do not hear you.',
  withoutBoth: 'You can take part anyway, but the others neither see nor hear you.',
};
