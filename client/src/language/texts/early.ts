// Texts of a meeting that is not open yet.
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const earlyTexts = defineTexts('early', {
  title: 'Mötet har inte öppnat än',
  opens: template('Det öppnar {time}. Kom tillbaka hit då, med samma länk eller nummer.'),
  confirmTitle: 'Har du fått inbjudan?',
  confirmWhat: 'Bekräfta, så ser den som bjöd in dig att uppgifterna har kommit fram.',
  name: 'Ditt namn',
  nameMissing: 'Skriv ditt namn, så att de ser vem som har bekräftat.',
  confirm: 'Bekräfta att du fått inbjudan',
  confirming: 'Bekräftar …',
  confirmed: template('Tack, {name}! Den som bjöd in dig ser att du har fått inbjudan.'),
  failed: 'Det gick inte att bekräfta just nu. Försök igen om en liten stund.',
  lead: 'Leder du mötet?',
  goOn: 'Gå in ändå',
  isTime: 'Är det dags för mötet?',
  enter: 'Gå in i mötet',
}).withEnglish({
  title: 'The meeting has not opened yet',
  opens: 'It opens {time}. Come back here then, with the same link or number.',
  confirmTitle: 'Has the invitation reached you?',
  confirmWhat: 'Confirm it, and the person who invited you sees that the details have arrived.',
  name: 'Your name',
  nameMissing: 'Enter your name, so that they see who has confirmed.',
  confirm: 'Confirm that you have the invitation',
  confirming: 'Confirming …',
  confirmed: 'Thank you, {name}! The person who invited you sees that you have the invitation.',
  failed: 'It could not be confirmed right now. Try again in a little while.',
  lead: 'Do you lead the meeting?',
  goOn: 'Go in all the same',
  isTime: 'Is it time for the meeting?',
  enter: 'Go into the meeting',
});
