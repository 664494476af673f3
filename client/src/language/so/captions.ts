// Somali: texts of captions: what is said, as text.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { captionTexts } from '../texts/captions.ts';

export const captions: GuestTextsOf<typeof captionTexts, 'so'> = {
  captions: 'Qoraalka hadalka',
  captionsWhat: 'Wixii la yidhaahdo qoraal bay u muuqdaan.',
  start: 'Bilow qoraalka hadalka',
  stop: 'Jooji qoraalka hadalka',
  started: '{name} wuxuu bilaabay qoraalka hadalka',
  startedByMe: 'Waxaad bilowday qoraalka hadalka',
  byComputer: 'Kombiyuutar ayaa qoray, wuu khaldami karaa',
  byComputerWhat:
    'Wixii la yidhaahdo kombiyuutar ayaa qoraya, wuuna khaldami karaa. Waxba lama kaydiyo.',
  writes: '{name} ayaa hadalka qoraya',
  writtenBy: 'Waxaa qoraya {name}',
  stopped: '{name} wuu joojiyay qoraalka hadalka',
  failing: 'Qoraalku hadda ma imanayo',
  nothingYet: 'Qoraalku halkan buu ka muuqdaa marka qof hadlo.',
  show: 'Muuji qoraalka',
  hide: 'Qari qoraalka',
  display: 'Muuqaal',
  size: 'Cabbir',
  percent: '{percent} %',
  ground: 'Gadaal',
  black: 'Caddaan iyo madow',
  white: 'Madow iyo caddaan',
  yellow: 'Jaalle iyo madow',
  page: 'Sida bogga',
  place: 'Meel',
  bottom: 'Sawirka hoostiisa',
  top: 'Sawirka korkiisa',
  readOut: 'Sadar kasta kor u akhri',
  readOutHint: 'Akhriyaha shaashadda iyo farta indhoolaha.',
};
