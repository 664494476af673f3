// Polish: texts of being rung at one's own telephone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { ringMeTexts } from '../texts/ringMe.ts';

export const ringMe: GuestTextsOf<typeof ringMeTexts, 'pl'> = {
  title: 'Zadzwonimy do ciebie',
  orCallIn: 'Albo zadzwoń',
  what: 'Wpisz swój numer. Odbierz i naciśnij 1, a dźwięk pójdzie przez telefon. Nic cię to nie kosztuje.',
  number: 'Twój numer telefonu',
  remember: 'Zapamiętaj numer na tym urządzeniu',
  ringMe: 'Zadzwońcie do mnie',
  stop: 'Anuluj',
  ringing: 'Dzwonimy do ciebie. Odbierz telefon.',
  answered: 'Naciśnij 1 na telefonie, aby wejść.',
  busy: 'Numer jest zajęty.',
  noAnswer: 'Nikt nie odebrał.',
  declined: 'Rozmowa została odrzucona.',
  unknownNumber: 'Nie ma takiego numeru.',
  notAccepted: 'Nikt nie nacisnął 1 na telefonie.',
  failed: 'Nie udało się zadzwonić. Spróbuj ponownie albo zadzwoń.',
  numberUnclear: 'Nie można odczytać numeru. Wpisz same cyfry, najpierw kierunkowy.',
  numberNotAllowed: 'Nie możemy zadzwonić pod ten numer. Zadzwoń do nas.',
  numberEmergency: 'Potrzebujesz pomocy teraz? Zadzwoń pod 112 ze swojego telefonu.',
  ringMeOff: 'Osoba prowadząca to wyłączyła. Zadzwoń do nas.',
  busyHere: 'Dzwonimy teraz do wielu osób. Poczekaj chwilę albo zadzwoń.',
  ringsSpent: 'Dziś nie możemy już zadzwonić. Zadzwoń do nas.',
};
