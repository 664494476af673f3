// English: texts of why somebody cannot join.
import type { TranslationOf } from '../defineTexts.ts';
import type { problemTexts } from '../texts/problem.ts';

export const problem: TranslationOf<typeof problemTexts> = {
  otherCallId: 'Enter another call ID',
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
};
