// Polish: texts for people in the lobby.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { lobbyTexts } from '../texts/lobby.ts';

export const lobby: GuestTextsOf<typeof lobbyTexts, 'pl'> = {
  title: 'Czekasz na wpuszczenie',
  attended: 'Osoba prowadząca wie, że tu jesteś.',
  unattended: 'Osoby prowadzącej jeszcze nie ma. Zostań na stronie, a będzie widać, że czekasz.',
  told: '{name}:',
  unseen: 'Nikt cię nie widzi ani nie słyszy, gdy czekasz.',
  giveUp: 'Przestań czekać',
  turnedAway: 'Nie wpuszczono cię',
  turnedAwayWhy: 'Jeśli to pomyłka, skontaktuj się z osobą, która zaprosiła.',
  retryAfter: 'Możesz spróbować ponownie za {seconds} s.',
  uncheckedTitle: 'Masz tylko numer, więc ktoś musi cię wpuścić',
  unchecked:
    'Wpisano wiele błędnych numerów. Dlatego numer nie jest teraz sprawdzany i musi cię wpuścić osoba prowadząca. Jeśli masz link z zaproszenia, otwórz go: działa jak zawsze.',
  uncheckedState:
    'Jeśli {callId} to właściwy numer, osoba prowadząca widzi, że czekasz. Zostań na stronie.',
  nobodyComes: 'Nikt cię nie wpuszcza?',
  whatToDo:
    'Sprawdź cyfry. Otwórz link z zaproszenia, jeśli go masz, albo poproś o niego osobę, która zaprosiła. Strona też sama próbuje co minutę.',
};
