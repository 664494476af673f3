// Somali: texts of why the meeting is over for this person, here or for good.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { endingTexts } from '../texts/ending.ts';

export const ending: GuestTextsOf<typeof endingTexts, 'so'> = {
  joinAgain: 'Mar kale ku biir',
  leftTitle: 'Waad ka baxday kulanka',
  left: 'Kamarada iyo makarafoonku way damsan yihiin. Tabka waad xiri kartaa.',
  phoneLeftBehind:
    'Haddaad soo wacday, telefoonku weli kulanka ayuu ku jiri karaa. Xir telefoonka.',
  spaceDeletedTitle: 'Kulanku wuu dhammaaday',
  spaceDeleted:
    'Qofkii casuumay ayaa kulanka soo afjaray oo tirtiray. Kamarada iyo makarafoonku way damsan yihiin.',
  endedByConvenerTitle: 'Kulanku wuu dhammaaday',
  endedByConvener:
    'Hoggaamiyaha kulanka ayaa soo afjaray. Kamarada iyo makarafoonku way damsan yihiin.',
  endedByMeTitle: 'Waad soo afjartay kulanka',
  endedByMe: 'Dhammaan wuu u dhammaaday. Kamarada iyo makarafoonku way damsan yihiin.',
  deletedByMeTitle: 'Kulanka waa la tirtiray',
  deletedByMe:
    'Kulanka {name} ee lambarkiisu yahay {callId} waxaa la tirtiray {time}. Dhammaan wuu u dhammaaday, lambarkana mar dambe lama isticmaali karo.',
  alreadyInTitle: 'Tab kale ayaad kulanka kaga jirtaa',
  alreadyIn:
    'Kulanku wuxuu ka furan yahay tab kale oo biraawsarkan ah. Halkaas aad, ama halkan ka sii wad: markaas tabka kale kulanka wuu ka baxayaa.',
  continueHere: 'Halkan ka sii wad',
  toSpaces: 'Kulannadayda',
  openedElsewhereTitle: 'Kulanku tab kale ayuu ka socdaa',
  openedElsewhere:
    'Tab kale ayaad ka sii wadday, kanina kulanka wuu ka baxay. Kamarada iyo makarafoonku halkan way ka damsan yihiin. Tabkan waad xiri kartaa.',
  connectionLostTitle: 'Xiriirku wuu go’ay',
  connectionLost: 'Hubi internetkaaga oo mar kale ku biir.',
};
