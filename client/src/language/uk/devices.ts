// Ukrainian: texts about the local camera and microphone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceTexts } from '../texts/devices.ts';

export const devices: GuestTextsOf<typeof deviceTexts, 'uk'> = {
  camera: 'Камера',
  microphone: 'Мікрофон',
  cameraIsOn: 'Камеру ввімкнено',
  cameraIsOff: 'Камеру вимкнено',
  cameraStarts: 'Камера вмикається …',
  cameraFails: 'Камера не працює',
  microphoneIsOn: 'Мікрофон увімкнено',
  microphoneIsOff: 'Мікрофон вимкнено',
  microphoneStarts: 'Мікрофон вмикається …',
  microphoneFails: 'Мікрофон не працює',
  cameraOff: 'Камеру вимкнено. Інші вас не бачать.',
  cameraAsking: 'Якщо браузер запитає про камеру й мікрофон, виберіть «Дозволити».',
  cameraFailed: 'Немає зображення з камери',
  speak: 'Скажіть щось, і тут буде видно, чи чує вас мікрофон.',
  heard: 'Ми вас чуємо.',
  microphoneOff: 'Мікрофон вимкнено. Інші вас не чують.',
  settings: 'Налаштування',
};
