// Somali: texts of what one can do with a tile.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { tileTexts } from '../texts/tile.ts';

export const tile: GuestTextsOf<typeof tileTexts, 'so'> = {
  pin: 'Weynee',
  unpin: 'Jooji weynaynta',
  pinWhat: 'Weynee: {name}',
  unpinWhat: 'Jooji weynaynta: {name}',
  louder: 'Kor u qaad',
  louderWhat: 'Kor u qaad: {name}',
  quieter: 'Hoos u dhig',
  quieterWhat: 'Hoos u dhig: {name}',
  volume: 'Cod {percent} %',
  hideMe: 'Qari sawirkayga',
  moveMe: 'Dhaqaaji sawirkayga',
  howToMoveMe: 'Dhaqaaji sawirkayga: jiid, ama riix furaha fallaarta',
  screenComing: 'Sawirku wuu soo socdaa.',
  screenNotSeen: 'Cod keliya ayaad helaysaa, mana aragtid waxa la wadaagayo.',
  andMore: '+{count} kale',
  showEverybody: 'muuji dhammaan dadka',
  screenOf: '{name} shaashad ayuu wadaagayaa',
  zoomIn: 'Weynee',
  zoomOut: 'Muuji dhammaan',
  fullScreen: 'Shaashad buuxda',
  leaveFullScreen: 'Ka bax shaashadda buuxda',
  showMe: 'Muuji sawirkayga',
  ownWindow: 'Daaqad u gaar ah',
  ownWindowWhat: 'Daaqad u gaar ah: {name}',
  noOwnWindow: 'Biraawsarku daaqad ma furin.',
  divide: 'U kala qaybi meesha shaashadda iyo waxa ku ag yaal',
  divideHow: 'Jiid, ama riix furaha fallaarta. Laba jeer taabo si ay u noqoto sidii hore.',
};
