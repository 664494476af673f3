// Polish: texts of an open conversation.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { conversationTexts } from '../texts/conversation.ts';

export const conversation: GuestTextsOf<typeof conversationTexts, 'pl'> = {
  withEverybody: 'Czat ze wszystkimi',
  withPerson: 'Czat: {name}',
  everybodyReads: 'To, co tu piszesz, widzą wszyscy na spotkaniu.',
  twoRead: 'Tylko ty i {name} widzicie, co tu piszecie.',
  nothingYet: 'Nic jeszcze nie napisano.',
  yourMessage: 'Twoja wiadomość',
  send: 'Wyślij',
  howToSend: 'Enter wysyła, Shift + Enter to nowy wiersz.',
  leftToWrite: {
    one: 'Został {count} znak',
    few: 'Zostały {count} znaki',
    many: 'Zostało {count} znaków',
    other: 'Zostało {count} znaku',
  },
  tooFast: 'Na czacie jest teraz dużo wiadomości. Poczekaj kilka sekund.',
  gone: '{name} nie jest już na spotkaniu. Możecie pisać dalej, jeśli {name} wróci.',
  onPhone:
    '{name} bierze udział przez telefon i nie może czytać wiadomości. Powiedz to na spotkaniu.',
  inRoom:
    '{name} bierze udział z sali konferencyjnej i nie może czytać wiadomości. Powiedz to na spotkaniu.',
  toPeople: 'Do uczestników',
  me: 'Ty',
  sending: 'Wysyłamy …',
  sent: 'Wysłano',
  delivered: 'Dostarczono',
  failed: 'Nie udało się wysłać.',
  sendAgain: 'Wyślij ponownie',
  keptUntil: 'Wszystko, co napisano, zniknie po spotkaniu.',
};
