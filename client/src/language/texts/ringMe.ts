// Texts of being rung at one's own telephone.
import { defineTexts } from '../defineTexts.ts';

export const ringMeTexts = defineTexts('ringMe', {
  title: 'Bli uppringd',
  orCallIn: 'Eller ring in själv',
  what: 'Skriv ditt eget nummer. Svara och tryck 1, så går ljudet via telefonen. Det kostar dig inget.',
  number: 'Ditt telefonnummer',
  remember: 'Kom ihåg numret på den här enheten',
  ringMe: 'Ring mig',
  stop: 'Avbryt',
  ringing: 'Vi ringer dig. Svara i telefonen.',
  answered: 'Tryck 1 på telefonen för att komma in.',
  busy: 'Det är upptaget på det numret.',
  noAnswer: 'Ingen svarade på det numret.',
  declined: 'Samtalet avböjdes.',
  unknownNumber: 'Det numret finns inte.',
  notAccepted: 'Ingen tryckte 1 på telefonen.',
  failed: 'Det gick inte att ringa. Försök igen, eller ring in själv.',
  numberUnclear: 'Numret går inte att läsa. Skriv bara siffror, med riktnumret först.',
  numberNotAllowed: 'Det numret kan vi inte ringa. Ring in själv i stället.',
  numberEmergency: 'Behöver du hjälp nu? Ring 112 från din telefon.',
  ringMeOff: 'Den som leder mötet har stängt av det. Ring in själv i stället.',
  busyHere: 'Många rings upp just nu. Vänta en stund, eller ring in själv.',
  ringsSpent: 'Vi kan inte ringa fler gånger i dag. Ring in själv i stället.',
});
