// English: texts of the convener's tools.
import type { TranslationOf } from '../defineTexts.ts';
import type { moderationTexts } from '../texts/moderation.ts';

export const moderation: TranslationOf<typeof moderationTexts> = {
  lobby: 'Waiting to be let in',
  unchecked:
    'Somebody is trying many wrong numbers, so whoever has only the number must be let in right now. Let in only those you expect.',
  letIn: 'Let in',
  letInWhom: 'Let in {name}',
  deny: 'Turn away',
  turnAwayWhom: 'Turn away {name}',
  lead: 'Lead the meeting',
  muteEverybody: 'Turn off everybody’s microphone',
  isLocked: 'The meeting is locked: nobody new can come in.',
  lock: 'Lock the meeting',
  lockWhat: 'Nobody new can come in.',
  mute: 'Turn off the microphone',
  muteWhom: 'Turn off the microphone of {name}',
  remove: 'Remove from the meeting',
  removeWhom: 'Remove from the meeting: {name}',
  removeTitle: 'Remove {name} from the meeting?',
  removeWhat: '{name} is told so, and cannot come back in the same tab.',
  removeRoomWhat: '{name} is told so, and cannot dial into the meeting again.',
  block: 'Remove and block',
  removeOrBlockWhat:
    '{name} is told so, and cannot come back in the same tab. If you block them, nor in a new tab, for as long as the meeting goes on. With another browser they can: then lock the meeting.',
  keepPerson: 'Let them stay',
  rename: 'Rename',
  renameWhom: 'Rename {name}',
  renameTitle: 'Who is calling from {name}?',
  newName: 'Name',
  newNameHint: 'Everybody in the meeting sees it in place of the number.',
  newNameMissing: 'Type a name, with at least one letter.',
  keepName: 'Keep the number',
  renameRoomTitle: 'What should {name} be called?',
  newRoomNameHint: 'Everybody in the meeting sees it.',
  keepRoomName: 'Keep the name',
  deleteSpace: 'Delete the meeting for ever',
  deleteTitle: 'Delete {name} for ever?',
  deleteWhat:
    'The meeting ends for everybody, and what was written is gone. Call ID {callId} and the link of the invitation can never be used again. This cannot be undone.',
  keepSpace: 'Keep the meeting',
  failed: 'It did not work. Try again.',
};
