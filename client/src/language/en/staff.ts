// English: texts of the staff's pages: signing in, and the spaces.
import type { TranslationOf } from '../defineTexts.ts';
import type { staffTexts } from '../texts/staff.ts';

export const staff: TranslationOf<typeof staffTexts> = {
  signIn: 'Sign in',
  signInLead: 'For staff who invite to meetings.',
  username: 'Username',
  password: 'Password',
  signingIn: 'Signing in …',
  usernameMissing: 'Enter your username.',
  passwordMissing: 'Enter your password.',
  wrong: 'The username or the password is not right. Check both and try again.',
  signInBy: 'Sign in with {name}',
  signInByWork: 'Sign in with your work account',
  oidcUnreachable:
    'Your sign-in service does not answer. Wait a while and try again, or contact your IT support.',
  oidcFailed: 'The sign-in was not completed. Try again.',
  oidcNoRole:
    'You have not been given access to Distansmöte. Ask your IT support for it. To join a meeting you need not sign in: its call ID is enough.',
  oidcClosed: 'Your account is closed. Contact whoever looks after Distansmöte where you work.',
  signOut: 'Sign out',
  signedInAs: 'Signed in as {username}',
  newSpace: 'New meeting',
  createdTitle: 'The meeting has been created',
  spaceName: 'Name of the meeting',
  spaceNameHint: 'For example Distansmöte HC Torsås 9. Write no personal data.',
  spaceNameMissing: 'Enter a name for the meeting.',
  create: 'Create meeting',
  creating: 'Creating …',
  created: 'The meeting {name} has been created.',
  callId: 'Call ID',
  invite: 'Invite',
  open: 'Open the meeting',
  remove: 'Delete',
  removeTitle: 'Delete {name}?',
  removeWhat:
    'The meeting ends for everybody in it. Call ID {callId} and the link of the invitation stop working and can never be used again. This cannot be undone.',
  keep: 'Cancel',
};
