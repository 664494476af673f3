// Polish: texts of joining and leaving a meeting.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { entryTexts } from '../texts/entry.ts';

export const entry: GuestTextsOf<typeof entryTexts, 'pl'> = {
  lookingUp: 'Szukamy spotkania …',
  yourMeeting: 'Wchodzisz na spotkanie',
  name: 'Imię i nazwisko',
  nameMissing: 'Wpisz imię i nazwisko, aby inni widzieli, kim jesteś.',
  profession: 'Zawód',
  professions:
    'Pielęgniarka, Pielęgniarka środowiskowa, Lekarz, Urzędnik pomocy społecznej, Terapeuta zajęciowy, Fizjoterapeuta, Opiekun medyczny, Pracownik socjalny, Kierownik jednostki, Pacjent, Bliska osoba, Kurator prawny',
  optional: 'Nieobowiązkowe',
  professionHint: 'Na przykład pielęgniarka lub bliska osoba.',
  professionUnshowable: 'Wpisz litery albo zostaw puste pole.',
  forget: 'To nie ty? Wyczyść pola',
  several: 'Jest nas tu więcej',
  interprets: 'Jestem tłumaczem',
  companions: 'Kto jest obok ciebie?',
  companionsHint: 'Wpisz imiona po przecinku. Najwyżej dziewięć.',
  join: 'Dołącz',
  joining: 'Dołączamy …',
  attendance: 'Osoba prowadząca zobaczy potem, kto i kiedy brał udział.',
  notNow: 'To jeszcze nie teraz?',
  confirmInvitation: 'Potwierdź otrzymanie zaproszenia',
};
