// Somali: texts of being rung at one's own telephone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { ringMeTexts } from '../texts/ringMe.ts';

export const ringMe: GuestTextsOf<typeof ringMeTexts, 'so'> = {
  title: 'Annaga ayaa ku soo wacayna',
  orCallIn: 'Ama adigu soo wac',
  what: 'Qor lambarkaaga. Ka jawaab oo riix 1, markaas codku telefoonka ayuu maraa. Lacag kaaga bixi mayso.',
  number: 'Lambarka telefoonkaaga',
  remember: 'Lambarka ku xasuuso qalabkan',
  ringMe: 'I soo wac',
  stop: 'Jooji',
  ringing: 'Waan ku soo wacaynaa. Ka jawaab telefoonka.',
  answered: 'Riix 1 telefoonka si aad u gasho.',
  busy: 'Lambarku wuu mashquul yahay.',
  noAnswer: 'Cidina lambarka kama jawaabin.',
  declined: 'Wicitaanka waa la diiday.',
  unknownNumber: 'Lambarkaas ma jiro.',
  notAccepted: 'Cidina telefoonka 1 kuma riixin.',
  failed: 'Lama wici karin. Isku day mar kale, ama adigu soo wac.',
  numberUnclear: 'Lambarka lama akhrin karo. Qor tirooyin keliya, koodhka magaalada hore.',
  numberNotAllowed: 'Lambarkaas ma wici karno. Adigu soo wac.',
  numberEmergency: 'Hadda caawimaad ma u baahan tahay? Ka wac 112 telefoonkaaga.',
  ringMeOff: 'Hoggaamiyaha kulanka ayaa xiray. Adigu soo wac.',
  busyHere: 'Dad badan ayaa hadda la wacayaa. Wax yar sug, ama adigu soo wac.',
  ringsSpent: 'Maanta mar dambe ma wici karno. Adigu soo wac.',
};
