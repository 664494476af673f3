// Polish: texts of Direkttext: real-time text, which everybody sees as it is written.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { liveTextTexts } from '../texts/liveText.ts';

export const liveText: GuestTextsOf<typeof liveTextTexts, 'pl'> = {
  liveText: 'Tekst na żywo',
  what: 'Wszyscy na spotkaniu widzą, co piszesz, znak po znaku. Większość telefonów tego nie pokazuje.',
  kept: 'Nic nie jest zapisywane. Kto przyjdzie później, widzi to, co ostatnie.',
  log: 'Napisane jako tekst na żywo',
  lines: 'Wiersze',
  mine: 'Ty',
  field: 'Pisz tekst na żywo',
  how: 'Enter kończy wiersz.',
  howRests: 'Enter kończy wiersz. Tak samo przerwa 7 sekund.',
  gap: 'Tu brakuje tekstu.',
  writes: '{name} pisze tekst na żywo.',
  late: 'Nie wszystko, co piszesz, już dotarło. Wyślemy to, gdy tylko się da.',
  tooMuch: 'Za dużo naraz: najwyżej 2000 znaków. Wklejaj po części.',
  display: 'Wygląd',
  size: 'Rozmiar tekstu',
  percent: '{percent} %',
  order: 'Kolejność',
  flow: 'Po kolei',
  columns: 'Kolumna dla każdej osoby',
  rests: 'Przerwa 7 sekund kończy wiersz',
};
