// Finnish: texts about the local camera and microphone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceTexts } from '../texts/devices.ts';

export const devices: GuestTextsOf<typeof deviceTexts, 'fi'> = {
  camera: 'Kamera',
  microphone: 'Mikrofoni',
  cameraIsOn: 'Kamera on päällä',
  cameraIsOff: 'Kamera on pois päältä',
  cameraStarts: 'Kamera käynnistyy …',
  cameraFails: 'Kamera ei toimi',
  microphoneIsOn: 'Mikrofoni on päällä',
  microphoneIsOff: 'Mikrofoni on pois päältä',
  microphoneStarts: 'Mikrofoni käynnistyy …',
  microphoneFails: 'Mikrofoni ei toimi',
  cameraOff: 'Kamera on pois päältä. Muut eivät näe sinua.',
  cameraAsking: 'Jos selain kysyy kamerasta ja mikrofonista, valitse Salli.',
  cameraFailed: 'Kamerasta ei tule kuvaa',
  speak: 'Sano jotain, niin näet tästä, kuuleeko mikrofoni sinut.',
  heard: 'Kuulemme sinut.',
  microphoneOff: 'Mikrofoni on pois päältä. Muut eivät kuule sinua.',
  settings: 'Asetukset',
};
