// Texts of what is chosen for a space, and of what is told of it.
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const spaceTexts = defineTexts('space', {
  more: 'Fler val',
  lobby: 'Vem måste släppas in?',
  lobbyNone: 'Ingen: alla som har numret kommer in',
  lobbyWithoutLink: 'Den som kommer med bara numret, inte den som har länken',
  lobbyEverybody: 'Alla utom de som leder mötet',
  time: 'Tid för mötet',
  timeHint: 'Kan lämnas tomt. Annars öppnar mötet en halvtimme före.',
  planned: template('Planerat till {time}'),
  lobbyForSome: 'Den som kommer med bara numret måste släppas in',
  lobbyForAll: 'Alla måste släppas in',
  receipt: template(
    'Mötet {name} med samtals-ID {callId} togs bort {time}. Numret kan aldrig användas igen.',
  ),
}).withEnglish({
  more: 'More choices',
  lobby: 'Who must be let in?',
  lobbyNone: 'Nobody: whoever has the number comes in',
  lobbyWithoutLink: 'Whoever comes by the mere number, not by the link',
  lobbyEverybody: 'Everybody but those who lead the meeting',
  time: 'Time of the meeting',
  timeHint: 'May stay empty. Else the meeting opens half an hour before.',
  planned: 'Planned for {time}',
  lobbyForSome: 'Whoever comes by the mere number must be let in',
  lobbyForAll: 'Everybody must be let in',
  receipt:
    'The meeting {name} with call ID {callId} was deleted on {time}. The number can never be used again.',
});
