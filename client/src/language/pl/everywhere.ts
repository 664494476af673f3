// Polish: texts that several pages share.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { everywhereTexts } from '../texts/everywhere.ts';

export const everywhere: GuestTextsOf<typeof everywhereTexts, 'pl'> = {
  tabTitle: '{page} – Distansmöte',
  toStart: 'Do strony głównej',
  language: 'Język / Language',
  notRecorded: 'Spotkania nie są nagrywane.',
  testEquipment: 'Sprawdź swój sprzęt',
  support: 'Potrzebujesz pomocy?',
  privacy: 'Dane osobowe',
  accessibility: 'Dostępność',
  opensInTab: '(otwiera się w nowej karcie)',
  close: 'Zamknij',
  hide: 'Ukryj',
  tryAgain: 'Spróbuj ponownie',
  unreachable: 'Brak połączenia z usługą. Sprawdź połączenie z internetem i spróbuj ponownie.',
  tooMany: 'Zbyt wiele prób w krótkim czasie. Poczekaj minutę i spróbuj ponownie.',
  notFoundTitle: 'Nie ma takiej strony',
  notFound: 'Pod tym adresem nie ma strony. Sprawdź, czy jest dobrze wpisany.',
  loadFailedTitle: 'Nie udało się pobrać strony',
  loadFailed: 'Sprawdź połączenie z internetem i odśwież stronę.',
  reload: 'Odśwież stronę',
};
