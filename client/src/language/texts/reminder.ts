// Texts that remind who led a meeting to delete it.
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const reminderTexts = defineTexts('reminder', {
  title: 'Är ni klara?',
  what: 'Ta bort mötet, så kan numret aldrig användas igen.',
  whoIsIn: 'Är någon kvar avslutas mötet för dem också.',
  delete: 'Ta bort mötet',
  deleting: 'Tar bort …',
  keep: 'Behåll',
  deleted: template('Mötet {name} med samtals-ID {callId} är borttaget.'),
  kept: 'Mötet finns kvar. Du hittar det bland dina möten.',
});
