// Polish: texts of what one can do with a tile.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { tileTexts } from '../texts/tile.ts';

export const tile: GuestTextsOf<typeof tileTexts, 'pl'> = {
  pin: 'Pokaż duży',
  unpin: 'Nie pokazuj dużego',
  pinWhat: 'Pokaż duży: {name}',
  unpinWhat: 'Nie pokazuj dużego: {name}',
  louder: 'Głośniej',
  louderWhat: 'Głośniej: {name}',
  quieter: 'Ciszej',
  quieterWhat: 'Ciszej: {name}',
  volume: 'Dźwięk {percent} %',
  hideMe: 'Ukryj mój obraz',
  moveMe: 'Przesuń mój obraz',
  howToMoveMe: 'Przesuń mój obraz: przeciągnij go lub naciśnij strzałkę',
  screenComing: 'Obraz zaraz się pojawi.',
  screenNotSeen: 'Odbierasz tylko dźwięk i nie widzisz tego, co pokazują inni.',
  andMore: '+{count} więcej',
  showEverybody: 'pokaż wszystkich uczestników',
  screenOf: '{name} pokazuje ekran',
  zoomIn: 'Powiększ',
  zoomOut: 'Pokaż całość',
  fullScreen: 'Pełny ekran',
  leaveFullScreen: 'Zamknij pełny ekran',
  showMe: 'Pokaż mój obraz',
  ownWindow: 'Osobne okno',
  ownWindowWhat: 'Osobne okno: {name}',
  noOwnWindow: 'Przeglądarka nie otworzyła okna.',
  divide: 'Podziel miejsce między ekran i to, co obok',
  divideHow: 'Przeciągnij lub naciśnij strzałkę. Podwójne kliknięcie przywraca.',
};
