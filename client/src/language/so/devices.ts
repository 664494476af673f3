// Somali: texts about the local camera and microphone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceTexts } from '../texts/devices.ts';

export const devices: GuestTextsOf<typeof deviceTexts, 'so'> = {
  camera: 'Kamarad',
  microphone: 'Makarafoon',
  cameraIsOn: 'Kamaradu way shidan tahay',
  cameraIsOff: 'Kamaradu way damsan tahay',
  cameraStarts: 'Kamaradu way bilaabmaysaa …',
  cameraFails: 'Kamaradu ma shaqaynayso',
  microphoneIsOn: 'Makarafoonku wuu shidan yahay',
  microphoneIsOff: 'Makarafoonku wuu damsan yahay',
  microphoneStarts: 'Makarafoonku wuu bilaabmayaa …',
  microphoneFails: 'Makarafoonku ma shaqaynayo',
  cameraOff: 'Kamaradu way damsan tahay. Dadka kale kuma arkaan.',
  cameraAsking: 'Haddii biraawsarku ku weydiiyo kamarad iyo makarafoon, dooro Oggolow.',
  cameraFailed: 'Kamarada sawir kama imanayo',
  speak: 'Wax dheh, markaas halkan waxaa ka muuqan doona in makarafoonku ku maqlayo.',
  heard: 'Waan ku maqlaynaa.',
  microphoneOff: 'Makarafoonku wuu damsan yahay. Dadka kale kuma maqlaan.',
  settings: 'Dejinta',
};
