// English: texts of the meeting itself.
import type { TranslationOf } from '../defineTexts.ts';
import type { roomTexts } from '../texts/room.ts';

export const room: TranslationOf<typeof roomTexts> = {
  controls: 'Microphone, camera and chat',
  leave: 'Leave the meeting',
  leaveTitle: 'Do you want to leave the meeting, or end it?',
  leaveQuestion: 'Do you want to leave the meeting?',
  leaveWhat: 'If you leave, it goes on for the others. If you end it, everybody has to leave.',
  leaveOnly: 'Leave',
  endForAll: 'End for everybody',
  stay: 'Stay',
  people: { one: '{count} participant', other: '{count} participants' },
  peopleHeading: 'Participants',
  you: 'You',
  writeTo: 'Write to {name}',
  shares: 'is sharing a screen',
  hand: 'Hand',
  raiseHand: 'Raise hand',
  lowerHand: 'Lower hand',
  microphoneOff: 'Microphone off',
  more: 'More',
};
