// Somali: texts of what happens in a meeting.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { happeningTexts } from '../texts/happening.ts';

export const happening: GuestTextsOf<typeof happeningTexts, 'so'> = {
  requestDialIn: 'Telefoon ku soo wac',
  swedishTime: 'waqtiga Iswiidhan',
  soundOnly: 'Cod keliya',
  jerkyTitle: 'Sawirkaagu wuu go’go’ayaa. Calaamadahaaga way adkaan kartaa in la akhriyo.',
  jerkyNetwork: 'Shabakaddu kuma filna. U dhowow router-ka, ama xir waxyaabaha kale ee isticmaala.',
  jerkyComputer: 'Kombiyuutarku ma gaarayo. Xir barnaamijyada iyo tababka kale.',
  jerkyCamera: 'Kamaradu sawirro yar bay bixisaa. Iftiinka kordhi, ama kamarada ka beddel Dejinta.',
  picturesOff: 'Cod keliya ayaad helaysaa: sawirro iyo shaashad la wadaago ma jiraan.',
  picturesOffByCpuOveruse:
    'Kombiyuutarku ma gaarayo inuu sawirrada muujiyo. Waa la damiyay si codku u shaqeeyo.',
  showPictures: 'Muuji sawirrada',
  flipCamera: 'Beddel kamarada',
  alone:
    'Ilaa hadda keligaa ayaad kulanka ku jirtaa. Dadka kale halkan bay ka muuqdaan marka ay ku biiraan.',
  joined: '{name} wuu ku biiray',
  left: '{name} wuu ka baxay kulanka',
  removedByMe: 'Waxaad kulanka ka saartay {name}',
  connectionLost: '{name} xiriirkii wuu ka go’ay',
  handRaised: '{name} gacanta ayuu taagayaa',
  signs: '{name} wuu calaamadeeyaa',
  knocked: '{name} wuxuu sugayaa in la soo geliyo',
  newMessage: 'Farriin cusub: {name}',
  newPrivateMessage: 'Farriin cusub oo adiga kuu timid: {name}',
  screenStopped: '{name} wadaagiddaada wuu joojiyay.',
  roleGiven: '{name} kulanka dhexdiisa shaqo ayuu kuu dhiibay: {role}.',
  roleTaken: '{name} shaqadaadii kulanka wuu kaa qaaday.',
  handLowered: '{name} gacantaada wuu dhigay.',
  mutedBy: '{name} makarafoonkaaga wuu damiyay.',
  reconnectingTitle: 'Xiriirku wuu go’an yahay',
  reconnecting: 'Mar kale ayaan ku xiraynaa. Bogga ku sii jir.',
  soundBlocked: 'Biraawsarka ayaa codka damiyay.',
  playSound: 'Shid codka',
  mutedSpeech: 'Waad hadlaysaa, makarafoonkuse wuu damsan yahay.',
  unmute: 'Shid makarafoonka',
};
