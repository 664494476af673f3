// Texts of why somebody cannot join.
import { defineTexts } from '../defineTexts.ts';

export const problemTexts = defineTexts('problem', {
  otherCallId: 'Skriv in ett annat samtals-ID',
  callIdUnknownTitle: 'Mötet finns inte',
  callIdUnknown:
    'Numret finns inte, eller så är mötet borttaget. Kontrollera siffrorna, eller fråga den som bjöd in dig.',
  meetingFullTitle: 'Mötet är fullt',
  meetingFull: 'Det ryms inte fler just nu. Försök igen när någon har lämnat mötet.',
  notYetOpenTitle: 'Mötet har inte öppnat än',
  notYetOpen: 'Det öppnar en halvtimme före mötestiden. Försök igen då.',
  lockedTitle: 'Mötet är låst',
  locked: 'Inga fler kan komma in just nu. Kontakta den som bjöd in dig.',
  removedTitle: 'Du är inte längre med i mötet',
  removed: 'Mötesledaren har tagit bort dig. Kontakta den som bjöd in dig om det blev fel.',
  browserUnsupportedTitle: 'Den här webbläsaren fungerar inte för möten',
  browserUnsupported:
    'Uppdatera webbläsaren, eller öppna samma adress i Chrome, Edge, Firefox eller Safari.',
  serverUnreachableTitle: 'Vi får ingen kontakt med tjänsten',
  serverUnreachable: 'Kontrollera att du är ansluten till internet och försök igen.',
  tooFastTitle: 'För många försök',
  tooFast: 'Länken i inbjudan fungerar ändå. Har du ingen länk, vänta en minut och försök igen.',
  mediaBlockedTitle: 'Bild och ljud kommer inte fram',
  mediaBlocked:
    'Nätverket du använder släpper inte igenom mötet. Prova ett annat nätverk, till exempel mobilens, och försök igen.',
  internalTitle: 'Något gick fel hos oss',
  internal: 'Felet är inte ditt. Vänta en liten stund och försök igen.',
});
