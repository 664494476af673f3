// Somali: texts of why somebody cannot join.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { problemTexts } from '../texts/problem.ts';

export const problem: GuestTextsOf<typeof problemTexts, 'so'> = {
  otherCallId: 'Qor lambar kulan oo kale',
  callIdUnknownTitle: 'Kulanku ma jiro',
  callIdUnknown:
    'Lambarku ma jiro, ama kulanka waa la tirtiray. Hubi lambarka, ama weydii qofkii ku casuumay.',
  meetingFullTitle: 'Kulanku waa buuxaa',
  meetingFull: 'Hadda meel ma bannaana. Isku day mar kale marka qof baxo.',
  notYetOpenTitle: 'Kulanku weli ma furna',
  notYetOpen: 'Wuxuu furmayaa nus saac ka hor waqtiga kulanka. Markaas isku day mar kale.',
  lockedTitle: 'Kulanku wuu xiran yahay',
  locked: 'Hadda cid kale ma geli karto. La xiriir qofkii ku casuumay.',
  removedTitle: 'Kulanka kuma jirtid hadda',
  removed:
    'Hoggaamiyaha kulanka ayaa ku saaray. Haddii ay khalad tahay, la xiriir qofkii ku casuumay.',
  browserUnsupportedTitle: 'Biraawsarkan kulanno kuma fiicna',
  browserUnsupported:
    'Cusboonaysii biraawsarka, ama isla ciwaanka ku fur Chrome, Edge, Firefox ama Safari.',
  serverUnreachableTitle: 'Adeegga lama gaari karo',
  serverUnreachable: 'Hubi internetkaaga oo isku day mar kale.',
  tooFastTitle: 'Isku dayo aad u badan',
  tooFast:
    'Xiriiriyaha martiqaadku weli wuu shaqeeyaa. Haddaanad haysan, sug hal daqiiqo oo isku day mar kale.',
  mediaBlockedTitle: 'Sawirka iyo codku ma gaarayaan',
  mediaBlocked:
    'Shabakadda aad isticmaasho kulanka ma oggola. Isku day shabakad kale, tusaale tan telefoonka.',
  internalTitle: 'Khalad ayaa naga dhacay',
  internal: 'Khaladku kaaga ma aha. Wax yar sug oo isku day mar kale.',
};
