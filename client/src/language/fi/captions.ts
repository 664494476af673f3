// Finnish: texts of captions: what is said, as text.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { captionTexts } from '../texts/captions.ts';

export const captions: GuestTextsOf<typeof captionTexts, 'fi'> = {
  captions: 'Tekstitys',
  captionsWhat: 'Puhe näytetään tekstinä.',
  start: 'Aloita tekstitys',
  stop: 'Lopeta tekstitys',
  started: '{name} on aloittanut tekstityksen',
  startedByMe: 'Olet aloittanut tekstityksen',
  byComputer: 'Tietokoneen tekemä, voi olla väärin',
  byComputerWhat: 'Tietokone kirjoittaa puheen, ja siinä voi olla virheitä. Mitään ei tallenneta.',
  writes: '{name} kirjoittaa puheen',
  writtenBy: 'Kirjoittaa {name}',
  stopped: '{name} on lopettanut tekstityksen',
  failing: 'Teksti ei tule perille juuri nyt',
  nothingYet: 'Teksti näkyy tässä, kun joku puhuu.',
  show: 'Näytä teksti',
  hide: 'Piilota teksti',
  display: 'Ulkoasu',
  size: 'Koko',
  percent: '{percent} %',
  ground: 'Tausta',
  black: 'Valkoinen mustalla',
  white: 'Musta valkoisella',
  yellow: 'Keltainen mustalla',
  page: 'Kuten sivu',
  place: 'Paikka',
  bottom: 'Kuvan alla',
  top: 'Kuvan yllä',
  readOut: 'Lue jokainen rivi ääneen',
  readOutHint: 'Ruudunlukijalle ja pistekirjoitukselle.',
};
