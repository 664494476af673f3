// English: texts of the page with a space's invitation.
import type { TranslationOf } from '../defineTexts.ts';
import type { invitationTexts } from '../texts/invitation.ts';

export const invitation: TranslationOf<typeof invitationTexts> = {
  heading: 'Invite to {name}',
  headingWithoutName: 'Invite',
  lead: 'Copy the invitation and paste it into a secure channel, such as Cosmic Link or Messenger. E-mail is not secure.',
  fetching: 'Fetching the invitation …',
  gone: 'The meeting is no longer there, or belongs to somebody else.',
  time: 'Time',
  text: 'Invitation',
  copy: 'Copy the invitation',
  copied: 'Copied',
  copiedWhat: 'The invitation has been copied. Paste it where it is to be sent.',
  show: 'Show the invitation',
  notCopied: 'The browser did not let us copy. Select the text and copy it yourself.',
  print: 'Print',
  language: 'Language of the invitation',
  qr: 'QR code with the link to the meeting',
  qrWhat: 'Anybody with a phone can point its camera here.',
  confirmations: 'Have confirmed the invitation',
  noConfirmations:
    'Nobody yet. Before the time of the meeting whoever opens the link or types the number can confirm.',
};
