// English: texts that remind who led a meeting to delete it.
import type { TranslationOf } from '../defineTexts.ts';
import type { reminderTexts } from '../texts/reminder.ts';

export const reminder: TranslationOf<typeof reminderTexts> = {
  title: 'Are you done?',
  what: 'Delete the meeting, so that its number can never be used again.',
  whoIsIn: 'If anybody is still in it, it ends for them too.',
  delete: 'Delete the meeting',
  deleting: 'Deleting …',
  keep: 'Keep it',
  deleted: 'The meeting {name} with call ID {callId} is deleted.',
  kept: 'The meeting is kept. You find it among your meetings.',
};
