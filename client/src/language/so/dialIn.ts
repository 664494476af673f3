// Somali: texts of a weak connection and of audio by telephone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { dialInTexts } from '../texts/dialIn.ts';

export const dialIn: GuestTextsOf<typeof dialInTexts, 'so'> = {
  weakTitle: 'Xiriirkaagu waa daciif',
  weak: 'Dadka kale hadda si xun bay kuu maqlaan oo kuu arkaan. Cod keliya qaado, ama u dhowow router-ka.',
  weakSound: 'Ma si xun baa laguu maqlaa? Soo wac, markaas codku telefoonka ayuu maraa.',
  what: 'Markaas codku telefoonka ayuu maraa. Sawirku halkan buu ku haraa, dadkuna isla magaca ayay arkaan.',
  ring: 'Wac',
  key: 'Marka cod ku weydiiyo samtals-ID, garaac',
  hash: 'ugu dambayntana calaamadda (#).',
  wait: 'Sug ilaa codku sheego in codku telefoonka marayo.',
  isOwn:
    'Afarta god ee u dambeeya adiga ayaa iska leh, waxayna jiraan rubuc saac. Cid kale ha siin.',
  asking: 'Hal daqiiqo …',
  refusedTitle: 'Kulankan lama soo wici karo',
  refused: 'Qofkii ku casuumay ayaa beddeli kara.',
  byPhone: 'Waxaad ku maqlaysaa kuna hadlaysaa telefoonka.',
  takeBack: 'Codka halkan ku soo celi',
  isBack: 'Codku mar kale boggan ayuu marayaa.',
  isMuted: 'Makarafoonku wuu damsan yahay.',
};
