// Texts on the way into a meeting and out of it.
import { defineTexts } from '../defineTexts.ts';

export const entryTexts = defineTexts('entry', {
  lookingUp: 'Hämtar mötet …',
  yourMeeting: 'Du är på väg in i mötet',
  name: 'Namn',
  nameMissing: 'Skriv ditt namn, så att de andra ser vem du är.',
  profession: 'Profession',
  optional: 'Valfritt',
  professionHint: 'Ditt yrke eller din roll, till exempel Anhörig.',
  professionUnshowable: 'Skriv med bokstäver, eller lämna rutan tom.',
  remembered: 'Namnet är sparat i den här webbläsaren sedan förra gången.',
  forget: 'Inte du? Töm rutorna',
  join: 'Anslut',
  joining: 'Ansluter …',
  otherCallId: 'Skriv in ett annat samtals-ID',
  joinAgain: 'Anslut igen',

  callIdUnknownTitle: 'Mötet finns inte',
  callIdUnknown:
    'Numret finns inte, eller så är mötet borttaget. Kontrollera siffrorna, eller fråga den som bjöd in dig.',
  meetingFullTitle: 'Mötet är fullt',
  meetingFull: 'Det ryms inte fler just nu. Försök igen när någon har lämnat mötet.',
  browserUnsupportedTitle: 'Webbläsaren klarar inte möten',
  browserUnsupported:
    'Uppdatera webbläsaren, eller öppna samma adress i Chrome, Edge, Firefox eller Safari.',
  serverUnreachableTitle: 'Vi får ingen kontakt med tjänsten',
  serverUnreachable: 'Kontrollera att du är ansluten till internet och försök igen.',
  tooFastTitle: 'För många försök',
  tooFast: 'Vänta en minut och försök igen.',
  mediaBlockedTitle: 'Bild och ljud kommer inte fram',
  mediaBlocked:
    'Nätverket du använder släpper inte igenom mötet. Prova ett annat nätverk, till exempel mobilens, och försök igen.',
  internalTitle: 'Något gick fel hos oss',
  internal: 'Felet är inte ditt. Vänta en liten stund och försök igen.',

  leftTitle: 'Du har lämnat mötet',
  left: 'Kamera och mikrofon är avstängda. Du kan stänga fliken.',
  spaceDeletedTitle: 'Mötet är avslutat',
  spaceDeleted: 'Mötet har tagits bort av den som kallade. Kamera och mikrofon är avstängda.',
  endedByConvenerTitle: 'Mötet är avslutat',
  endedByConvener: 'Den som kallade har avslutat mötet. Kamera och mikrofon är avstängda.',
  endedByMeTitle: 'Du har avslutat mötet',
  endedByMe:
    'Det är slut för alla. Ta bort mötet när ni är klara med det, så kan numret inte användas igen.',
  toSpaces: 'Till mina möten',
  openedElsewhereTitle: 'Mötet fortsätter i en annan flik',
  openedElsewhere:
    'Du har öppnat samma möte en gång till, och är med i mötet där. Du kan stänga den här fliken.',
  connectionLostTitle: 'Förbindelsen bröts',
  connectionLost: 'Kontrollera att du är ansluten till internet och anslut igen.',
}).withEnglish({
  lookingUp: 'Fetching the meeting …',
  yourMeeting: 'You are about to join',
  name: 'Name',
  nameMissing: 'Enter your name, so that the others see who you are.',
  profession: 'Profession',
  optional: 'Optional',
  professionHint: 'Your profession or role, for example Relative.',
  professionUnshowable: 'Write with letters, or leave the field empty.',
  remembered: 'The name is kept in this browser since last time.',
  forget: 'Not you? Empty the fields',
  join: 'Join',
  joining: 'Joining …',
  otherCallId: 'Enter another call ID',
  joinAgain: 'Join again',

  callIdUnknownTitle: 'There is no such meeting',
  callIdUnknown:
    'The number does not exist, or the meeting has been deleted. Check the digits, or ask the person who invited you.',
  meetingFullTitle: 'The meeting is full',
  meetingFull: 'There is no room for more right now. Try again when somebody has left.',
  browserUnsupportedTitle: 'This browser cannot hold meetings',
  browserUnsupported:
    'Update the browser, or open the same address in Chrome, Edge, Firefox or Safari.',
  serverUnreachableTitle: 'We cannot reach the service',
  serverUnreachable: 'Check that you are connected to the internet and try again.',
  tooFastTitle: 'Too many attempts',
  tooFast: 'Wait a minute and try again.',
  mediaBlockedTitle: 'Picture and sound do not get through',
  mediaBlocked:
    'The network you use does not let the meeting through. Try another network, for example your phone’s, and try again.',
  internalTitle: 'Something went wrong on our side',
  internal: 'It is no fault of yours. Wait a little and try again.',

  leftTitle: 'You have left the meeting',
  left: 'Camera and microphone are off. You can close this tab.',
  spaceDeletedTitle: 'The meeting has ended',
  spaceDeleted: 'The person who called the meeting has deleted it. Camera and microphone are off.',
  endedByConvenerTitle: 'The meeting has ended',
  endedByConvener: 'The person who called the meeting has ended it. Camera and microphone are off.',
  endedByMeTitle: 'You have ended the meeting',
  endedByMe:
    'It is over for everybody. Delete the meeting when you are done with it, so that its number cannot be used again.',
  toSpaces: 'To my meetings',
  openedElsewhereTitle: 'The meeting goes on in another tab',
  openedElsewhere:
    'You have opened the same meeting once more, and take part in it there. You can close this tab.',
  connectionLostTitle: 'The connection was lost',
  connectionLost: 'Check that you are connected to the internet and join again.',
});
