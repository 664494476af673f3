// English: texts of joining and leaving a meeting.
import type { TranslationOf } from '../defineTexts.ts';
import type { entryTexts } from '../texts/entry.ts';

export const entry: TranslationOf<typeof entryTexts> = {
  lookingUp: 'Fetching the meeting …',
  yourMeeting: 'You are about to join',
  name: 'Name',
  nameMissing: 'Enter your name, so that the others see who you are.',
  profession: 'Profession',
  optional: 'Optional',
  professionHint: 'For example district nurse or relative.',
  professionUnshowable: 'Write with letters, or leave the field empty.',
  forget: 'Not you? Clear the fields',
  several: 'There are several of us here',
  companions: 'Who is with you?',
  companionsHint: 'Type their names, with commas between. Nine at most.',
  join: 'Join',
  joining: 'Joining …',
  attendance: 'Whoever leads the meeting can see afterwards who took part, and when.',
  otherCallId: 'Enter another call ID',
  joinAgain: 'Join again',
  notNow: 'Not time yet?',
  confirmInvitation: 'Confirm that you have the invitation',

  callIdUnknownTitle: 'There is no such meeting',
  callIdUnknown:
    'The number does not exist, or the meeting has been deleted. Check the digits, or ask the person who invited you.',
  meetingFullTitle: 'The meeting is full',
  meetingFull: 'There is no room for more right now. Try again when somebody has left.',
  notYetOpenTitle: 'The meeting has not opened yet',
  notYetOpen: 'It opens half an hour before its time. Try again then.',
  lockedTitle: 'The meeting is locked',
  locked: 'Nobody else can come in right now. Contact the person who invited you.',
  removedTitle: 'You are no longer in the meeting',
  removed: 'The host has removed you. Contact the person who invited you if that was a mistake.',
  browserUnsupportedTitle: 'This browser does not work for meetings',
  browserUnsupported:
    'Update the browser, or open the same address in Chrome, Edge, Firefox or Safari.',
  serverUnreachableTitle: 'We cannot reach the service',
  serverUnreachable: 'Check that you are connected to the internet and try again.',
  tooFastTitle: 'Too many attempts',
  tooFast:
    'The link in the invitation works all the same. If you have no link, wait a minute and try again.',
  mediaBlockedTitle: 'Picture and sound do not get through',
  mediaBlocked:
    'The network you use does not let the meeting through. Try another network, for example your phone’s, and try again.',
  internalTitle: 'Something went wrong on our side',
  internal: 'It is no fault of yours. Wait a little and try again.',

  leftTitle: 'You have left the meeting',
  left: 'Camera and microphone are off. You can close this tab.',
  phoneLeftBehind: 'If you called in, your phone may still be in the meeting. Hang up.',
  spaceDeletedTitle: 'The meeting has ended',
  spaceDeleted:
    'The person who invited you has ended and deleted the meeting. Camera and microphone are off.',
  endedByConvenerTitle: 'The meeting has ended',
  endedByConvener: 'The host has ended the meeting. Camera and microphone are off.',
  endedByMeTitle: 'You have ended the meeting',
  endedByMe:
    'It is over for everybody. Delete the meeting when you are done with it, so that its number cannot be used again.',
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
