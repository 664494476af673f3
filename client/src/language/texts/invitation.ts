// Texts of the page with a space's invitation.
import { defineTexts } from '../defineTexts.ts';

export const invitationTexts = defineTexts('invitation', {
  heading: 'Bjud in',
  lead: 'Kopiera inbjudan och klistra in den i en säker kanal, till exempel Cosmic Link eller Messenger. E-post är inte säkert.',
  fetching: 'Hämtar inbjudan …',
  gone: 'Mötet finns inte längre, eller hör till någon annan.',
  text: 'Inbjudan',
  copy: 'Kopiera inbjudan',
  copied: 'Inbjudan är kopierad. Klistra in den där den ska skickas.',
  notCopied: 'Webbläsaren lät oss inte kopiera. Markera texten och kopiera den själv.',
  print: 'Skriv ut',
  language: 'Språk i inbjudan',
  qr: 'QR-kod med länken till mötet',
  qrWhat: 'Den som har en mobil kan rikta kameran hit.',
  confirmations: 'Har bekräftat att inbjudan har kommit',
  noConfirmations:
    'Ingen än. Före mötets tid kan den som öppnar länken eller skriver numret bekräfta.',
  back: 'Till mina möten',
}).withEnglish({
  heading: 'Invite',
  lead: 'Copy the invitation and paste it into a secure channel, such as Cosmic Link or Messenger. E-mail is not secure.',
  fetching: 'Fetching the invitation …',
  gone: 'The meeting is no longer there, or belongs to somebody else.',
  text: 'Invitation',
  copy: 'Copy the invitation',
  copied: 'The invitation has been copied. Paste it where it is to be sent.',
  notCopied: 'The browser did not let us copy. Select the text and copy it yourself.',
  print: 'Print',
  language: 'Language of the invitation',
  qr: 'QR code with the link to the meeting',
  qrWhat: 'Anybody with a phone can point its camera here.',
  confirmations: 'Have confirmed that the invitation has come',
  noConfirmations:
    'Nobody yet. Before the time of the meeting whoever opens the link or types the number can confirm.',
  back: 'To my meetings',
});
