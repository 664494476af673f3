// Texts of the staff's pages: signing in, and the spaces.
import { template } from '../template.ts';
import { defineTexts } from '../defineTexts.ts';

export const staffTexts = defineTexts('staff', {
  signIn: 'Logga in',
  signInLead: 'För personal som bjuder in till möten.',
  username: 'Användarnamn',
  password: 'Lösenord',
  signingIn: 'Loggar in …',
  usernameMissing: 'Skriv ditt användarnamn.',
  passwordMissing: 'Skriv ditt lösenord.',
  wrong: 'Användarnamnet eller lösenordet stämmer inte. Kontrollera båda och försök igen.',
  signInBy: template('Logga in med {name}'),
  signInByWork: 'Logga in med ditt arbetskonto',
  oidcUnreachable:
    'Er inloggningstjänst svarar inte. Vänta en stund och försök igen, eller kontakta er it-support.',
  oidcFailed: 'Inloggningen blev inte klar. Försök igen.',
  oidcNoRole:
    'Du är inte upplagd för Distansmöte. Be er it-support att ge dig behörighet. Till ett möte behöver du inte logga in: där räcker samtals-ID:t.',
  oidcClosed: 'Ditt konto är stängt. Kontakta den som sköter Distansmöte hos er.',
  signOut: 'Logga ut',
  signedInAs: template('Inloggad som {username}'),
  newSpace: 'Nytt möte',
  createdTitle: 'Mötet är skapat',
  spaceName: 'Mötets namn',
  spaceNameHint: 'Till exempel Distansmöte HC Torsås 9. Skriv inga personuppgifter.',
  spaceNameMissing: 'Skriv ett namn på mötet.',
  create: 'Skapa möte',
  creating: 'Skapar …',
  created: template('Mötet {name} är skapat.'),
  callId: 'Samtals-ID',
  invite: 'Bjud in',
  open: 'Öppna mötet',
  remove: 'Ta bort',
  removeTitle: template('Ta bort {name}?'),
  removeWhat: template(
    'Mötet avslutas för alla som är med. Samtals-ID {callId} och länken i inbjudan slutar fungera och kan aldrig användas igen. Det går inte att ångra.',
  ),
  keep: 'Avbryt',
});
