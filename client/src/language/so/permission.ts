// Somali: texts that say how each browser is made to allow camera and microphone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { permissionTexts } from '../texts/permission.ts';

export const permission: GuestTextsOf<typeof permissionTexts, 'so'> = {
  chrome:
    'Taabo astaanta ku ag taal ciwaanka. Shid kamarada iyo makarafoonka; telefoonka waxay ka jiraan Oggolaanshaha. Kadib dooro Isku day mar kale.',
  edge: 'Taabo qufulka ku ag yaal ciwaanka. U dooro Oggolow kamarada iyo makarafoonka; waxay ku jiri karaan oggolaanshaha boggan. Kadib dooro Isku day mar kale.',
  firefox:
    'Taabo kamarada ama makarafoonka xariiqdu ku taal ee ciwaanka ag yaal. Ka saar xirnaanta. Kadib dooro Isku day mar kale, iyo Oggolow.',
  firefoxAndroid:
    'Taabo qufulka ama gaashaanka ku ag yaal ciwaanka. Kamarada iyo makarafoonka ka taabo Xiran ilaa ay noqoto La oggol yahay. Kadib dooro Isku day mar kale.',
  safariMac:
    'Fur liiska Safari ee kor yaal. Dooro dejinta boggan; Safari-ga cusub ciwaanka ayaa ku qoran. U dooro Oggolow kamarada iyo makarafoonka. Kadib dooro Isku day mar kale.',
  safariIos:
    'Taabo astaanta ku jirta goobta ciwaanka. Dooro dejinta bogga; waxay ku jiri kartaa saddex dhibcood. U dooro Oggolow kamarada iyo makarafoonka. Kadib dooro Isku day mar kale.',
  title: 'Sida loo shido kamarada iyo makarafoonka',
};
