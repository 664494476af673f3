// Texts of what is chosen for a space, and of what is told of it.
import { defineTexts } from '../defineTexts.ts';
import { count } from '@nanostores/i18n';
import { template } from '../template.ts';

export const spaceTexts = defineTexts('space', {
  more: 'Fler val',
  lobby: 'Vem måste släppas in?',
  lobbyNone: 'Ingen: alla som har numret kommer in',
  lobbyWithoutLink: 'Den som kommer med bara numret, inte den som har länken',
  lobbyEverybody: 'Alla utom de som leder mötet',
  time: 'Tid för mötet',
  timeHint: 'Kan lämnas tomt. Annars öppnar mötet en halvtimme före.',
  kept: 'Ta bort mötet automatiskt',
  keptDays: count({
    one: '{count} dag efter mötet eller senaste användningen',
    other: '{count} dagar efter mötet eller senaste användningen',
  }),
  keptForEver: 'Aldrig',
  change: 'Ändra',
  save: 'Spara',
  saving: 'Sparar …',
  saved: template('Ändringarna i {name} är sparade.'),
  lastUsed: template('Användes senast {time}'),
  deletes: template('Tas bort automatiskt {time}'),
  search: 'Sök bland mina möten',
  noneFound: 'Inget möte har det namnet eller numret.',
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
  kept: 'Delete the meeting by itself',
  keptDays: {
    one: '{count} day after the meeting or its last use',
    other: '{count} days after the meeting or its last use',
  },
  keptForEver: 'Never',
  change: 'Change',
  save: 'Save',
  saving: 'Saving …',
  saved: 'The changes to {name} have been saved.',
  lastUsed: 'Last used {time}',
  deletes: 'Deletes itself {time}',
  search: 'Search my meetings',
  noneFound: 'No meeting has that name or number.',
  planned: 'Planned for {time}',
  lobbyForSome: 'Whoever comes by the mere number must be let in',
  lobbyForAll: 'Everybody must be let in',
  receipt:
    'The meeting {name} with call ID {callId} was deleted on {time}. The number can never be used again.',
});
