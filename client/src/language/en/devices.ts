// English: texts about the local camera and microphone.
import type { TranslationOf } from '../defineTexts.ts';
import type { deviceTexts } from '../texts/devices.ts';

export const devices: TranslationOf<typeof deviceTexts> = {
  camera: 'Camera',
  microphone: 'Mic',
  cameraIsOn: 'Camera is on',
  cameraIsOff: 'Camera is off',
  cameraStarts: 'Camera is starting …',
  cameraFails: 'Camera does not work',
  microphoneIsOn: 'Microphone is on',
  microphoneIsOff: 'Microphone is off',
  microphoneStarts: 'Microphone is starting …',
  microphoneFails: 'Microphone does not work',
  cameraOff: 'The camera is off. The others do not see you.',
  cameraAsking: 'If the browser asks for camera and microphone: choose Allow.',
  cameraFailed: 'No picture from the camera',
  speak: 'Say something, and you see here whether the microphone hears you.',
  heard: 'We hear you.',
  microphoneOff: 'The microphone is off. The others do not hear you.',
  settings: 'Settings',
};
