// Finnish: texts that several pages share.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { everywhereTexts } from '../texts/everywhere.ts';

export const everywhere: GuestTextsOf<typeof everywhereTexts, 'fi'> = {
  tabTitle: '{page} – Distansmöte',
  toStart: 'Etusivulle',
  language: 'Kieli / Language',
  notRecorded: 'Tapaamisia ei tallenneta.',
  testEquipment: 'Testaa laitteesi',
  support: 'Tarvitsetko apua?',
  privacy: 'Henkilötiedot',
  accessibility: 'Saavutettavuus',
  opensInTab: '(avautuu uuteen välilehteen)',
  close: 'Sulje',
  hide: 'Piilota',
  tryAgain: 'Yritä uudelleen',
  unreachable:
    'Emme saa yhteyttä palveluun. Tarkista, että internetyhteytesi toimii, ja yritä uudelleen.',
  tooMany: 'Yrityksiä oli liian monta lyhyessä ajassa. Odota minuutti ja yritä uudelleen.',
  notFoundTitle: 'Sivua ei ole',
  notFound: 'Osoite ei vie millekään sivulle. Tarkista, että se on kirjoitettu oikein.',
  loadFailedTitle: 'Sivua ei voitu hakea',
  loadFailed: 'Tarkista, että internetyhteytesi toimii, ja lataa sivu uudelleen.',
  reload: 'Lataa sivu uudelleen',
};
