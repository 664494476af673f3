// Texts for people in the lobby.
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const lobbyTexts = defineTexts('lobby', {
  title: 'Du väntar på att bli insläppt',
  attended: 'Mötesledaren vet att du är här.',
  unattended: 'Mötesledaren har inte kommit än. Stanna kvar på sidan, så syns det att du väntar.',
  told: template('{name}:'),
  unseen: 'Ingen ser eller hör dig medan du väntar.',
  giveUp: 'Sluta vänta',
  turnedAway: 'Du släpptes inte in',
  turnedAwayWhy: 'Kontakta den som bjöd in dig om det blev fel.',
  // Ten at least, so that there is no singular.
  retryAfter: template('Du kan försöka igen om {seconds} sekunder.'),
  uncheckedTitle: 'Du som bara har numret behöver bli insläppt',
  unchecked:
    'Många felaktiga nummer har skrivits in. Därför kontrolleras numret inte just nu, utan mötesledaren måste släppa in dig. Har du länken i inbjudan, öppna den i stället: den fungerar som vanligt.',
  uncheckedState: template(
    'Om {callId} är rätt nummer ser mötesledaren att du väntar. Stanna kvar på sidan.',
  ),
  nobodyComes: 'Släpper ingen in dig?',
  whatToDo:
    'Kontrollera siffrorna. Öppna länken i inbjudan om du har den, eller be den som bjöd in dig om den. Sidan försöker också själv igen varje minut.',
});
