// Finnish: texts of what one can do with a tile.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { tileTexts } from '../texts/tile.ts';

export const tile: GuestTextsOf<typeof tileTexts, 'fi'> = {
  pin: 'Näytä suurena',
  unpin: 'Lopeta suurena näyttäminen',
  pinWhat: 'Näytä suurena: {name}',
  unpinWhat: 'Lopeta suurena näyttäminen: {name}',
  louder: 'Lujempaa',
  louderWhat: 'Lujempaa: {name}',
  quieter: 'Hiljempaa',
  quieterWhat: 'Hiljempaa: {name}',
  volume: 'Ääni {percent} %',
  hideMe: 'Piilota kuvani',
  moveMe: 'Siirrä kuvaani',
  howToMoveMe: 'Siirrä kuvaani: vedä sitä tai paina nuolinäppäintä',
  screenComing: 'Kuva tulee kohta.',
  screenNotSeen: 'Otat vastaan vain äänen etkä näe, mitä jaetaan.',
  andMore: '+{count} muuta',
  showEverybody: 'näytä kaikki osallistujat',
  screenOf: '{name} jakaa näyttöä',
  zoomIn: 'Suurenna',
  zoomOut: 'Näytä koko kuva',
  fullScreen: 'Koko näyttö',
  leaveFullScreen: 'Poistu koko näytöstä',
  showMe: 'Näytä kuvani',
  ownWindow: 'Oma ikkuna',
  ownWindowWhat: 'Oma ikkuna: {name}',
  noOwnWindow: 'Selain ei avannut ikkunaa.',
  divide: 'Jaa tila näytön ja sen vieressä olevan kesken',
  divideHow: 'Vedä tai paina nuolinäppäintä. Kaksoisnapsautus palauttaa.',
};
