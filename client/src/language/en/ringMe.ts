// English: texts of being rung at one's own telephone.
import type { TranslationOf } from '../defineTexts.ts';
import type { ringMeTexts } from '../texts/ringMe.ts';

export const ringMe: TranslationOf<typeof ringMeTexts> = {
  title: 'Let us call you',
  orCallIn: 'Or call in yourself',
  what: 'Type your own number. Answer and press 1, and the sound goes by phone. It costs you nothing.',
  number: 'Your phone number',
  remember: 'Remember the number on this device',
  ringMe: 'Call me',
  stop: 'Cancel',
  ringing: 'We are calling you. Answer your phone.',
  answered: 'Press 1 on your phone to come in.',
  busy: 'That number is busy.',
  noAnswer: 'Nobody answered at that number.',
  declined: 'The call was declined.',
  unknownNumber: 'There is no such number.',
  notAccepted: 'Nobody pressed 1 on the phone.',
  failed: 'The call did not work. Try again, or call in yourself.',
  numberUnclear: 'The number cannot be read. Type digits only, with the area code first.',
  numberNotAllowed: 'We cannot call that number. Call in yourself instead.',
  numberEmergency: 'Do you need help now? Call 112 from your phone.',
  ringMeOff: 'The person who leads the meeting has turned it off. Call in yourself instead.',
  busyHere: 'Many are being called just now. Wait a while, or call in yourself.',
  ringsSpent: 'We cannot call again today. Call in yourself instead.',
};
