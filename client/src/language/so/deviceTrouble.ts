// Somali: texts of why camera or microphone fail.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceTroubleTexts } from '../texts/deviceTrouble.ts';

export const deviceTrouble: GuestTextsOf<typeof deviceTroubleTexts, 'so'> = {
  theCamera: 'kamarada',
  theMicrophone: 'makarafoonka',
  both: 'kamarada iyo makarafoonka',
  deniedTitle: 'Biraawsarka looma oggola {device}',
  denied:
    'Taabo qufulka ku ag yaal ciwaanka. U dooro Oggolow kamarada iyo makarafoonka. Kadib dooro Isku day mar kale.',
  blockedBySystemTitle: 'Kombiyuutarka ama telefoonka ayaa xiraya {device}',
  blockedBySystem:
    'Fur dejinta kombiyuutarka ama telefoonka. Qaybta asturnaanta biraawsarka u oggolow kamarada iyo makarafoonka. Kadib dooro Isku day mar kale.',
  missingTitle: 'Ma helno {device}',
  missing: 'Hubi in xadhiggu ku jiro oo aan waxba damsanayn. Kadib dooro Isku day mar kale.',
  busyTitle: 'Barnaamij kale ayaa isticmaalaya {device}',
  busy: 'Xir barnaamijyada kale ee wicitaanka sawirka leh, tusaale Teams. Kadib dooro Isku day mar kale.',
  insecurePageTitle: 'Biraawsarku ciwaan ammaan ah ayuu u rabaa {device}',
  insecurePage:
    'Ciwaanku waa inuu ku bilaabmaa https://. Ciwaanka saxda ah weydii qofkii ku casuumay.',
  unknownTitle: 'Lama bilaabi karin {device}',
  unknown: 'Dooro Isku day mar kale. Haddaan taasi ku caawin, biraawsarka dib u fur.',
  withoutCamera: 'Weli waad ka qaybgeli kartaa, laakiin dadka kale kuma arkaan.',
  withoutMicrophone: 'Weli waad ka qaybgeli kartaa, laakiin dadka kale kuma maqlaan.',
  withoutBoth: 'Weli waad ka qaybgeli kartaa, laakiin dadka kale kuma arkaan kumana maqlaan.',
};
