// Somali: texts of the meeting itself.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { roomTexts } from '../texts/room.ts';

export const room: GuestTextsOf<typeof roomTexts, 'so'> = {
  controls: 'Makarafoon, kamarad iyo farriimo',
  leave: 'Ka bax kulanka',
  leaveTitle: 'Ma rabtaa inaad ka baxdo kulanka mise inaad soo afjarto?',
  leaveQuestion: 'Ma rabtaa inaad ka baxdo kulanka?',
  leaveWhat:
    'Haddaad baxdo, kulanku wuu u socdaa dadka kale. Haddaad soo afjarto, wuu u dhammaadaa dhammaan.',
  leaveOnly: 'Ka bax',
  endForAll: 'U soo afjar dhammaan',
  stay: 'Sii joog',
  people: { one: '{count} ka-qaybgale', other: '{count} ka-qaybgale' },
  peopleHeading: 'Ka-qaybgalayaasha',
  you: 'Adiga',
  writeTo: 'U qor {name}',
  shares: 'shaashad ayuu wadaagayaa',
  hand: 'Gacan',
  raiseHand: 'Gacanta taag',
  lowerHand: 'Gacanta dhig',
  microphoneOff: 'Makarafoonku wuu damsan yahay',
  more: 'Wax kale',
};
