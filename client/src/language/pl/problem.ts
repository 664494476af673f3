// Polish: texts of why somebody cannot join.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { problemTexts } from '../texts/problem.ts';

export const problem: GuestTextsOf<typeof problemTexts, 'pl'> = {
  otherCallId: 'Wpisz inny numer spotkania',
  callIdUnknownTitle: 'Nie ma takiego spotkania',
  callIdUnknown:
    'Nie ma takiego numeru albo spotkanie usunięto. Sprawdź cyfry lub zapytaj osobę, która zaprosiła.',
  meetingFullTitle: 'Spotkanie jest pełne',
  meetingFull: 'Nie ma teraz miejsca. Spróbuj ponownie, gdy ktoś wyjdzie.',
  notYetOpenTitle: 'Spotkanie nie jest jeszcze otwarte',
  notYetOpen: 'Otwiera się pół godziny przed czasem. Spróbuj wtedy ponownie.',
  lockedTitle: 'Spotkanie jest zamknięte',
  locked: 'Nikt więcej nie może teraz wejść. Skontaktuj się z osobą, która zaprosiła.',
  removedTitle: 'Nie jesteś już na spotkaniu',
  removed:
    'Usunęła cię osoba prowadząca. Jeśli to pomyłka, skontaktuj się z osobą, która zaprosiła.',
  browserUnsupportedTitle: 'Ta przeglądarka nie nadaje się do spotkań',
  browserUnsupported:
    'Zaktualizuj przeglądarkę albo otwórz ten adres w Chrome, Edge, Firefox lub Safari.',
  serverUnreachableTitle: 'Brak połączenia z usługą',
  serverUnreachable: 'Sprawdź połączenie z internetem i spróbuj ponownie.',
  tooFastTitle: 'Zbyt wiele prób',
  tooFast:
    'Link z zaproszenia nadal działa. Jeśli go nie masz, poczekaj minutę i spróbuj ponownie.',
  mediaBlockedTitle: 'Obraz i dźwięk nie docierają',
  mediaBlocked: 'Twoja sieć nie przepuszcza spotkania. Spróbuj innej, na przykład w telefonie.',
  internalTitle: 'Coś poszło u nas nie tak',
  internal: 'To nie twoja wina. Poczekaj chwilę i spróbuj ponownie.',
};
