// Polish: texts of the start page and of the page for the call ID.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { startTexts } from '../texts/start.ts';

export const start: GuestTextsOf<typeof startTexts, 'pl'> = {
  heading: 'Spotkajmy się na odległość',
  what: 'Tu spotykają się pacjenci, bliscy, gmina i region, aby zaplanować opiekę, z obrazem i dźwiękiem w przeglądarce.',
  join: 'Dołącz',
  joinHint: 'Masz numer spotkania (samtals-ID) z dziewięciu cyfr.',
  signIn: 'Zaloguj się',
  signInHint: 'Należysz do personelu i zapraszasz na spotkania.',
  assurance: 'Spotkania nie są nagrywane. Nie trzeba nic instalować ani mieć konta.',
  callIdHeading: 'Wpisz numer spotkania',
  callId: 'Numer spotkania',
  callIdHint: 'Dziewięć cyfr. Są w zaproszeniu (samtals-ID) albo podano je przez telefon.',
  continue: 'Dalej',
  checking: 'Sprawdzamy …',
  tooShort: 'Numer spotkania ma dziewięć cyfr. Wpisz wszystkie.',
  tooLong: 'Numer spotkania ma dziewięć cyfr, a tu jest ich więcej. Sprawdź je.',
  callIdUnknown:
    'Nie ma takiego numeru albo spotkanie usunięto. Sprawdź cyfry lub zapytaj osobę, która zaprosiła.',
};
