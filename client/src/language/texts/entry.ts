// Texts of joining and leaving a meeting.
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const entryTexts = defineTexts('entry', {
  lookingUp: 'Hämtar mötet …',
  yourMeeting: 'Du är på väg in i mötet',
  name: 'Namn',
  nameMissing: 'Skriv ditt namn, så att de andra ser vem du är.',
  profession: 'Profession',
  optional: 'Valfritt',
  professionHint: 'Till exempel distriktssköterska eller anhörig.',
  professionUnshowable: 'Skriv med bokstäver, eller lämna rutan tom.',
  forget: 'Inte du? Töm rutorna',
  several: 'Vi är flera här',
  companions: 'Vilka sitter du med?',
  companionsHint: 'Skriv deras namn, med komma emellan. Högst nio.',
  join: 'Anslut',
  joining: 'Ansluter …',
  attendance: 'Den som leder mötet kan se efteråt vilka som var med, och när.',
  otherCallId: 'Skriv in ett annat samtals-ID',
  joinAgain: 'Anslut igen',
  notNow: 'Är det inte dags än?',
  confirmInvitation: 'Bekräfta att du fått inbjudan',

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

  leftTitle: 'Du har lämnat mötet',
  left: 'Kamera och mikrofon är avstängda. Du kan stänga fliken.',
  phoneLeftBehind: 'Har du ringt in kan telefonen vara kvar i mötet. Lägg på den.',
  spaceDeletedTitle: 'Mötet är avslutat',
  spaceDeleted:
    'Den som bjöd in har avslutat och tagit bort mötet. Kamera och mikrofon är avstängda.',
  endedByConvenerTitle: 'Mötet är avslutat',
  endedByConvener: 'Mötesledaren har avslutat mötet. Kamera och mikrofon är avstängda.',
  endedByMeTitle: 'Du har avslutat mötet',
  endedByMe:
    'Det är slut för alla. Ta bort mötet när ni är klara med det, så kan numret inte användas igen.',
  deletedByMeTitle: 'Mötet är borttaget',
  deletedByMe: template(
    'Mötet {name} med samtals-ID {callId} togs bort {time}. Det är slut för alla, och numret kan aldrig användas igen.',
  ),
  alreadyInTitle: 'Du är redan med i en annan flik',
  alreadyIn:
    'Mötet är öppet i en annan flik i den här webbläsaren. Gå dit, eller fortsätt här: då lämnar den andra fliken mötet.',
  continueHere: 'Fortsätt här',
  toSpaces: 'Till mina möten',
  openedElsewhereTitle: 'Mötet fortsätter i en annan flik',
  openedElsewhere:
    'Du fortsatte i en annan flik, och den här har lämnat mötet. Kamera och mikrofon är avstängda här. Du kan stänga den här fliken.',
  connectionLostTitle: 'Förbindelsen bröts',
  connectionLost: 'Kontrollera att du är ansluten till internet och anslut igen.',
});
