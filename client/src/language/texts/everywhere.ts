// Texts that several pages share.
import { template } from '../template.ts';
import { defineTexts } from '../defineTexts.ts';

export const everywhereTexts = defineTexts('everywhere', {
  tabTitle: template('{page} – Distansmöte'),
  toStart: 'Till startsidan',
  /** Understood also by whoever does not understand the language of the page. */
  language: 'Språk / Language',
  notRecorded: 'Möten spelas inte in.',
  testEquipment: 'Testa din utrustning',
  support: 'Behöver du hjälp?',
  privacy: 'Personuppgifter',
  accessibility: 'Tillgänglighet',
  opensInTab: '(öppnas i en ny flik)',
  close: 'Stäng',
  hide: 'Dölj',
  tryAgain: 'Försök igen',
  unreachable:
    'Vi får ingen kontakt med tjänsten. Kontrollera att du är ansluten till internet och försök igen.',
  tooMany: 'Det blev för många försök på kort tid. Vänta en minut och försök igen.',
  notFoundTitle: 'Sidan finns inte',
  notFound: 'Adressen leder inte till någon sida. Kontrollera att den är rätt skriven.',
  loadFailedTitle: 'Sidan kunde inte hämtas',
  loadFailed: 'Kontrollera att du är ansluten till internet och ladda om sidan.',
  reload: 'Ladda om sidan',
});
