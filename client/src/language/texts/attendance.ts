// Texts of the page that says who was in a space's meetings.
import { count } from '@nanostores/i18n';
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const attendanceTexts = defineTexts('attendance', {
  attendance: 'Närvaro',
  titleOf: template('Närvaro i {name}'),
  lead: 'Vilka som var med, och när, i svensk tid. Listan ser bara ni som leder mötet och administratörer.',
  kept: count({
    one: 'Den tas bort med mötet, och senast {count} dag efter att någon gick.',
    other: 'Den tas bort med mötet, och senast {count} dagar efter att någon gick.',
  }),
  off: 'Här sparas inte vilka som var med i möten.',
  gone: 'Mötet finns inte längre, och därmed inte heller närvaron.',
  fetching: 'Hämtar …',
  csv: 'Hämta som CSV',
  name: 'Namn',
  profession: 'Profession',
  legs: 'Var med via',
  came: 'Kom',
  left: 'Gick',
  browser: 'Webbläsare',
  phone: 'Telefon',
  room: 'Konferensrum',
  leads: 'Mötesledare',
  isPresent: 'Är med nu',
  unknown: 'Okänt',
  unknownWhy: 'Tjänsten stannade oväntat, så det är inte känt när personen gick.',
  none: 'Ingen har varit med än.',
  noneWhat: 'När någon går in i mötet står det här vem, och från när till när.',
  invite: 'Bjud in',
  more: 'Visa fler',
});
