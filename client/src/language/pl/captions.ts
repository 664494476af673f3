// Polish: texts of captions: what is said, as text.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { captionTexts } from '../texts/captions.ts';

export const captions: GuestTextsOf<typeof captionTexts, 'pl'> = {
  captions: 'Napisy',
  captionsWhat: 'To, co się mówi, widać jako tekst.',
  start: 'Włącz napisy',
  stop: 'Wyłącz napisy',
  started: '{name} włącza napisy',
  startedByMe: 'Napisy włączone przez ciebie',
  byComputer: 'Zrobione przez komputer, możliwe błędy',
  byComputerWhat:
    'To, co się mówi, zapisuje komputer i może się mylić. Nic nie jest zapisywane na stałe.',
  writes: '{name} zapisuje to, co się mówi',
  writtenBy: 'Zapisuje {name}',
  stopped: '{name} wyłącza napisy',
  failing: 'Tekst teraz nie dociera',
  nothingYet: 'Tekst pojawi się tu, gdy ktoś mówi.',
  show: 'Pokaż tekst',
  hide: 'Ukryj tekst',
  display: 'Wygląd',
  size: 'Rozmiar',
  percent: '{percent} %',
  ground: 'Tło',
  black: 'Białe na czarnym',
  white: 'Czarne na białym',
  yellow: 'Żółte na czarnym',
  page: 'Jak strona',
  place: 'Miejsce',
  bottom: 'Pod obrazem',
  top: 'Nad obrazem',
  readOut: 'Czytaj na głos każdy wiersz',
  readOutHint: 'Dla czytników ekranu i brajla.',
};
