// English: texts that say how each browser is made to allow camera and microphone.
import type { TranslationOf } from '../defineTexts.ts';
import type { permissionTexts } from '../texts/permission.ts';

export const permission: TranslationOf<typeof permissionTexts> = {
  chrome:
    'Press the icon to the left of the address. Turn on Camera and Microphone; on a phone they are behind Permissions. Then choose Try again.',
  edge: 'Press the padlock to the left of the address. Choose Allow for Camera and Microphone; they may be behind Permissions for this site. Then choose Try again.',
  firefox:
    'Press the crossed-out camera or microphone to the left of the address. Remove the block with the cross. Then choose Try again, and Allow.',
  firefoxAndroid:
    'Press the padlock or the shield to the left of the address. Tap Blocked beside Camera and Microphone, so that it says Allowed. Then choose Try again.',
  safariMac:
    'Open the Safari menu at the top. Choose Settings for This Website; newer versions have the address there instead. Choose Allow for Camera and Microphone. Then choose Try again.',
  safariIos:
    'Tap the icon to the left in the address field. Choose Website Settings; they may be behind three dots. Choose Allow for Camera and Microphone. Then choose Try again.',
  title: 'Get your camera and microphone working',
};
