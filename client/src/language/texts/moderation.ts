// Texts of the convener's tools.
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const moderationTexts = defineTexts('moderation', {
  lobby: 'Väntar på att släppas in',
  unchecked:
    'Någon prövar många felaktiga nummer. Därför måste de som bara har numret släppas in just nu. Släpp bara in dem du väntar på.',
  letIn: 'Släpp in',
  letInWhom: template('Släpp in {name}'),
  deny: 'Avvisa',
  turnAwayWhom: template('Avvisa {name}'),
  lead: 'Led mötet',
  muteEverybody: 'Stäng av allas mikrofoner',
  isLocked: 'Mötet är låst: ingen ny kan komma in.',
  lock: 'Lås mötet',
  lockWhat: 'Ingen ny kan komma in.',
  mute: 'Stäng av mikrofonen',
  muteWhom: template('Stäng av mikrofonen för {name}'),
  remove: 'Ta bort ur mötet',
  removeWhom: template('Ta bort ur mötet: {name}'),
  removeTitle: template('Ta bort {name} ur mötet?'),
  removeWhat: template('{name} får veta det, och kan inte komma tillbaka i samma flik.'),
  removeRoomWhat: template('{name} får veta det, och kan inte ringa upp mötet igen.'),
  block: 'Ta bort och spärra',
  removeOrBlockWhat: template(
    '{name} får veta det, och kan inte komma tillbaka i samma flik. Spärrar du går det inte heller i en ny flik, så länge mötet pågår. Med en annan webbläsare går det ändå: lås då mötet.',
  ),
  keepPerson: 'Låt vara kvar',
  rename: 'Byt namn',
  renameWhom: template('Byt namn på {name}'),
  renameTitle: template('Vem är det som ringer från {name}?'),
  newName: 'Namn',
  newNameHint: 'Alla i mötet ser det i stället för numret.',
  newNameMissing: 'Skriv ett namn, med minst en bokstav.',
  keepName: 'Behåll numret',
  renameRoomTitle: template('Vad ska {name} heta?'),
  newRoomNameHint: 'Alla i mötet ser det.',
  keepRoomName: 'Behåll namnet',
  deleteSpace: 'Ta bort mötet för alltid',
  deleteTitle: template('Ta bort {name} för alltid?'),
  deleteWhat: template(
    'Mötet avslutas för alla, och chatten försvinner. Samtals-ID {callId} och länken i inbjudan kan aldrig användas igen. Det går inte att ångra.',
  ),
  keepSpace: 'Behåll mötet',
  failed: 'Det gick inte. Försök igen.',
});
