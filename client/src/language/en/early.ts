// English: texts of a meeting that is not open yet.
import type { TranslationOf } from '../defineTexts.ts';
import type { earlyTexts } from '../texts/early.ts';

export const early: TranslationOf<typeof earlyTexts> = {
  title: 'The meeting has not opened yet',
  opens: 'The meeting begins {time}. You can come in from {opens}. This page opens by itself.',
  swedish: '{time} Swedish time',
  calendar: 'Add to calendar',
  calendarTitle: 'Distansmöte',
  calendarCallId: 'Call ID: {callId}',
  calendarPhone: 'Phone: {phoneNumber}',
  confirmTitle: 'Has the invitation reached you?',
  confirmWhat: 'Confirm it, and the person who invited you sees that the details have arrived.',
  name: 'Your name',
  nameMissing: 'Enter your name, so that they see who has confirmed.',
  confirm: 'Confirm that you have the invitation',
  confirming: 'Confirming …',
  confirmed: 'Thank you, {name}! The person who invited you sees that you have the invitation.',
  failed: 'It could not be confirmed right now. Try again in a little while.',
  lead: 'Do you lead the meeting?',
  signIn: 'Sign in',
  isTime: 'Is it time for the meeting?',
  enter: 'Go into the meeting',
};
