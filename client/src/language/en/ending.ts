// English: texts of why the meeting is over for this person, here or for good.
import type { TranslationOf } from '../defineTexts.ts';
import type { endingTexts } from '../texts/ending.ts';

export const ending: TranslationOf<typeof endingTexts> = {
  joinAgain: 'Join again',
  leftTitle: 'You have left the meeting',
  left: 'Camera and microphone are off. You can close this tab.',
  phoneLeftBehind: 'If you called in, your phone may still be in the meeting. Hang up.',
  spaceDeletedTitle: 'The meeting has ended',
  spaceDeleted:
    'The person who invited you has ended and deleted the meeting. Camera and microphone are off.',
  endedByConvenerTitle: 'The meeting has ended',
  endedByConvener: 'The host has ended the meeting. Camera and microphone are off.',
  endedByMeTitle: 'You have ended the meeting',
  endedByMe: 'It is over for everybody. Your camera and microphone are off.',
  deletedByMeTitle: 'The meeting is deleted',
  deletedByMe:
    'The meeting {name} with call ID {callId} was deleted on {time}. It is over for everybody, and the number can never be used again.',
  alreadyInTitle: 'You are already in this meeting in another tab',
  alreadyIn:
    'The meeting is open in another tab of this browser. Go there, or continue here: the other tab then leaves the meeting.',
  continueHere: 'Continue here',
  toSpaces: 'To my meetings',
  openedElsewhereTitle: 'The meeting goes on in another tab',
  openedElsewhere:
    'You continued in another tab, and this one has left the meeting. Camera and microphone are off here. You can close this tab.',
  connectionLostTitle: 'The connection was lost',
  connectionLost: 'Check that you are connected to the internet and join again.',
};
