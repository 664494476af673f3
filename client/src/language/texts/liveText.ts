// Texts of Direkttext: real-time text, which everybody sees as it is written.
import { template } from '../template.ts';
import { defineTexts } from '../defineTexts.ts';

export const liveTextTexts = defineTexts('liveText', {
  liveText: 'Direkttext',
  what: 'Alla i mötet ser det du skriver, tecken för tecken. De flesta telefoner visar det inte.',
  kept: 'Inget sparas. Den som kommer senare ser det senaste.',
  log: 'Skrivet i Direkttext',
  lines: 'Raderna',
  mine: 'Du',
  field: 'Skriv direkttext',
  how: 'Enter avslutar raden.',
  howRests: 'Enter avslutar raden. Det gör också en paus på 7 sekunder.',
  gap: 'Här saknas text.',
  writes: template('{name} skriver i Direkttext.'),
  late: 'Allt du har skrivit är inte framme än. Det skickas så snart det går.',
  tooMuch: 'Det var för mycket på en gång: högst 2 000 tecken. Klistra in en del i taget.',
  display: 'Visning',
  size: 'Textstorlek',
  percent: template('{percent} %'),
  order: 'Ordning',
  flow: 'I en följd',
  columns: 'En spalt för var och en',
  rests: 'En paus på 7 sekunder avslutar raden',
});
