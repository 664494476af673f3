// Texts of the page with a space's invitation.
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const invitationTexts = defineTexts('invitation', {
  heading: template('Bjud in till {name}'),
  headingWithoutName: 'Bjud in',
  lead: 'Kopiera inbjudan och klistra in den i en säker kanal, till exempel Cosmic Link eller Messenger. E‑post är inte säkert.',
  fetching: 'Hämtar inbjudan …',
  gone: 'Mötet finns inte längre, eller hör till någon annan.',
  time: 'Tid',
  text: 'Inbjudan',
  copy: 'Kopiera inbjudan',
  copied: 'Kopierad',
  copiedWhat: 'Inbjudan är kopierad. Klistra in den där den ska skickas.',
  show: 'Visa inbjudan',
  notCopied: 'Webbläsaren lät oss inte kopiera. Markera texten och kopiera den själv.',
  print: 'Skriv ut',
  language: 'Språk i inbjudan',
  qr: 'QR-kod med länken till mötet',
  qrWhat: 'Den som har en mobil kan rikta kameran hit.',
  confirmations: 'Har bekräftat inbjudan',
  noConfirmations:
    'Ingen än. Före mötets tid kan den som öppnar länken eller skriver numret bekräfta.',
});
