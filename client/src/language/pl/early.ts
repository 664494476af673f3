// Polish: texts of a meeting that is not open yet.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { earlyTexts } from '../texts/early.ts';

export const early: GuestTextsOf<typeof earlyTexts, 'pl'> = {
  title: 'Spotkanie nie jest jeszcze otwarte',
  opens: 'Początek spotkania: {time}. Możesz wejść od {opens}. Strona otworzy się sama.',
  swedish: '{time} czasu szwedzkiego',
  calendar: 'Dodaj do kalendarza',
  calendarTitle: 'Spotkanie na odległość',
  calendarCallId: 'Numer spotkania: {callId}',
  calendarPhone: 'Telefon: {phoneNumber}',
  confirmTitle: 'Czy masz zaproszenie?',
  confirmWhat: 'Potwierdź, a osoba, która zaprosiła, zobaczy, że informacje dotarły.',
  name: 'Imię i nazwisko',
  nameMissing: 'Wpisz imię i nazwisko, aby było widać, kto potwierdza.',
  confirm: 'Potwierdź otrzymanie zaproszenia',
  confirming: 'Potwierdzamy …',
  confirmed: 'Dziękujemy, {name}! Osoba, która zaprosiła, widzi, że masz zaproszenie.',
  failed: 'Nie udało się teraz potwierdzić. Spróbuj za chwilę.',
  lead: 'Prowadzisz spotkanie?',
  signIn: 'Zaloguj się',
  isTime: 'Czy to już pora spotkania?',
  enter: 'Wejdź na spotkanie',
};
