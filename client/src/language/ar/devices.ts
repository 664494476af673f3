// Arabic: texts about the local camera and microphone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceTexts } from '../texts/devices.ts';

export const devices: GuestTextsOf<typeof deviceTexts, 'ar'> = {
  camera: 'كاميرا',
  microphone: 'ميكروفون',
  cameraIsOn: 'الكاميرا مفتوحة',
  cameraIsOff: 'الكاميرا مغلقة',
  cameraStarts: 'الكاميرا تبدأ …',
  cameraFails: 'الكاميرا لا تعمل',
  microphoneIsOn: 'الميكروفون مفتوح',
  microphoneIsOff: 'الميكروفون مغلق',
  microphoneStarts: 'الميكروفون يبدأ …',
  microphoneFails: 'الميكروفون لا يعمل',
  cameraOff: 'الكاميرا مغلقة. الآخرون لا يرونك.',
  cameraAsking: 'إذا سأل المتصفح عن الكاميرا والميكروفون، فاختر السماح.',
  cameraFailed: 'لا توجد صورة من الكاميرا',
  speak: 'قل شيئًا، وسترى هنا هل يسمعك الميكروفون.',
  heard: 'نحن نسمعك.',
  microphoneOff: 'الميكروفون مغلق. الآخرون لا يسمعونك.',
  settings: 'الإعدادات',
};
