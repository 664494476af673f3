// Texts of the start page and of the page for the call ID.
import { defineTexts } from '../defineTexts.ts';

export const startTexts = defineTexts('start', {
  heading: 'Ses på distans',
  what: 'Här möts patienter, anhöriga, kommun och region för att planera vård och omsorg, med bild och ljud direkt i webbläsaren.',
  join: 'Anslut',
  joinHint: 'Du har ett samtals-ID med nio siffror.',
  signIn: 'Logga in',
  signInHint: 'Du är personal och bjuder in till möten.',
  assurance: 'Möten spelas inte in. Du behöver varken installera något eller ha ett konto.',
  callIdHeading: 'Skriv in ett samtals-ID',
  callId: 'Samtals-ID',
  callIdHint: 'Nio siffror. De står i inbjudan, eller så har du fått dem per telefon.',
  continue: 'Fortsätt',
  checking: 'Kontrollerar …',
  tooShort: 'Ett samtals-ID har nio siffror. Skriv alla nio.',
  tooLong: 'Ett samtals-ID har nio siffror, och här står fler. Kontrollera dem.',
  callIdUnknown:
    'Numret finns inte, eller så är mötet borttaget. Kontrollera siffrorna, eller fråga den som bjöd in dig.',
});
