// English: texts of the start page and of the page for the call ID.
import type { TranslationOf } from '../defineTexts.ts';
import type { startTexts } from '../texts/start.ts';

export const start: TranslationOf<typeof startTexts> = {
  heading: 'Meet at a distance',
  what: 'Patients, relatives, municipality and region meet here to plan care, with picture and sound right in the browser.',
  join: 'Join',
  joinHint: 'You have a nine-digit call ID.',
  signIn: 'Sign in',
  signInHint: 'You are staff and invite people to meetings.',
  assurance: 'Meetings are not recorded. There is nothing to install and no account is needed.',
  callIdHeading: 'Enter a call ID',
  callId: 'Call ID',
  callIdHint: 'Nine digits. You find them in the invitation, or were given them by phone.',
  continue: 'Continue',
  checking: 'Checking …',
  tooShort: 'A call ID has nine digits. Enter all nine.',
  tooLong: 'A call ID has nine digits, and here are more. Check them.',
  callIdUnknown:
    'That number does not exist, or the meeting has been deleted. Check the digits, or ask the person who invited you.',
};
