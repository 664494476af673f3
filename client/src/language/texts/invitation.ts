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
});
