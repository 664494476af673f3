// Finnish: texts of Direkttext: real-time text, which everybody sees as it is written.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { liveTextTexts } from '../texts/liveText.ts';

export const liveText: GuestTextsOf<typeof liveTextTexts, 'fi'> = {
  liveText: 'Suora teksti',
  what: 'Kaikki tapaamisessa näkevät, mitä kirjoitat, merkki merkiltä. Useimmat puhelimet eivät näytä sitä.',
  kept: 'Mitään ei tallenneta. Myöhemmin tuleva näkee viimeisimmän.',
  log: 'Kirjoitettu suorana tekstinä',
  lines: 'Rivit',
  mine: 'Sinä',
  field: 'Kirjoita suoraa tekstiä',
  how: 'Enter päättää rivin.',
  howRests: 'Enter päättää rivin. Niin tekee myös 7 sekunnin tauko.',
  gap: 'Tästä puuttuu tekstiä.',
  writes: '{name} kirjoittaa suoraa tekstiä.',
  late: 'Kaikki kirjoittamasi ei ole vielä perillä. Se lähetetään heti, kun voidaan.',
  tooMuch: 'Liikaa kerralla: enintään 2 000 merkkiä. Liitä osa kerrallaan.',
  display: 'Näyttö',
  size: 'Tekstin koko',
  percent: '{percent} %',
  order: 'Järjestys',
  flow: 'Peräkkäin',
  columns: 'Oma palsta jokaiselle',
  rests: '7 sekunnin tauko päättää rivin',
};
