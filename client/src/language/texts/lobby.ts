// Texts for people in the lobby.
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const lobbyTexts = defineTexts('lobby', {
  title: 'Du väntar på att bli insläppt',
  attended: 'Den som leder mötet har fått veta att du är här.',
  unattended:
    'Den som leder mötet har inte kommit än. Stanna kvar på sidan, så ser de att du väntar.',
  unseen: 'Ingen ser eller hör dig medan du väntar.',
  giveUp: 'Sluta vänta',
  turnedAway: 'Du blev inte insläppt',
  turnedAwayWhy: 'Kontakta den som bjöd in dig om det blev fel.',
  // Ten at least, so that there is no singular.
  retryAfter: template('Du kan försöka igen om {seconds} sekunder.'),
  uncheckedTitle: 'Du som bara har numret behöver bli insläppt',
  unchecked:
    'Många felaktiga nummer har skrivits in. Därför kontrolleras numret inte just nu, utan den som leder mötet måste släppa in dig. Har du länken i inbjudan, öppna den i stället: den fungerar som vanligt.',
  uncheckedState: template(
    'Om {callId} är rätt nummer ser den som leder mötet att du väntar. Stanna kvar på sidan.',
  ),
  nobodyComes: 'Släpper ingen in dig?',
  whatToDo:
    'Kontrollera siffrorna. Öppna länken i inbjudan om du har den, eller be den som bjöd in dig om den. Sidan försöker också själv igen varje minut.',
}).withEnglish({
  title: 'You are waiting to be let in',
  attended: 'The person leading the meeting has been told that you are here.',
  unattended:
    'The person leading the meeting is not here yet. Stay on this page, and they will see that you are waiting.',
  unseen: 'Nobody sees or hears you while you wait.',
  giveUp: 'Stop waiting',
  turnedAway: 'You were not let in',
  turnedAwayWhy: 'Contact the person who invited you if that was a mistake.',
  retryAfter: 'You can try again in {seconds} seconds.',
  uncheckedTitle: 'With only the number you have to be let in',
  unchecked:
    'Many wrong numbers have been entered. So the number is not checked right now; the person leading the meeting has to let you in. If you have the link in the invitation, open it instead: it works as always.',
  uncheckedState:
    'If {callId} is the right number, the person leading the meeting sees that you are waiting. Stay on this page.',
  nobodyComes: 'Nobody lets you in?',
  whatToDo:
    'Check the digits. Open the link in the invitation if you have it, or ask the person who invited you for it. This page also tries again every minute.',
});
