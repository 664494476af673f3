// Texts of a meeting that is not open yet.
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const earlyTexts = defineTexts('early', {
  title: 'Mötet har inte öppnat än',
  opens: template('Mötet börjar {time}. Du kan gå in från {opens}. Sidan öppnas av sig själv.'),
  swedish: template('{time} svensk tid'),
  calendar: 'Lägg in i kalendern',
  calendarTitle: 'Distansmöte',
  calendarCallId: template('Samtals-ID: {callId}'),
  calendarPhone: template('Telefon: {phoneNumber}'),
  confirmTitle: 'Har du fått inbjudan?',
  confirmWhat: 'Bekräfta, så ser den som bjöd in dig att uppgifterna har kommit fram.',
  name: 'Ditt namn',
  nameMissing: 'Skriv ditt namn, så att de ser vem som har bekräftat.',
  confirm: 'Bekräfta att du fått inbjudan',
  confirming: 'Bekräftar …',
  confirmed: template('Tack, {name}! Den som bjöd in dig ser att du har fått inbjudan.'),
  failed: 'Det gick inte att bekräfta just nu. Försök igen om en liten stund.',
  lead: 'Leder du mötet?',
  signIn: 'Logga in',
  isTime: 'Är det dags för mötet?',
  enter: 'Gå in i mötet',
});
