// Finnish: texts of a screen that is shared, or could not be.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { sharingTexts } from '../texts/sharing.ts';

export const sharing: GuestTextsOf<typeof sharingTexts, 'fi'> = {
  youShare: 'Jaat näyttösi. Kaikki tapaamisessa näkevät sen.',
  youShareWithSound: 'Jaat näyttösi ja äänen. Kaikki tapaamisessa näkevät ja kuulevat sen.',
  deniedBySystemTitle: 'Tietokone ei anna selaimen jakaa näyttöä',
  deniedBySystem:
    'Avaa tietokoneen tietosuoja-asetukset, salli selaimelle näytön tallennus ja käynnistä selain uudelleen.',
  unsupportedTitle: 'Tämä selain ei voi jakaa näyttöä',
  unsupported: 'Liity tietokoneelta selaimella Chrome, Edge tai Firefox, jos haluat jakaa.',
  unknownTitle: 'Näyttöä ei voitu jakaa',
  unknown: 'Yritä uudelleen tai valitse toinen ikkuna.',
};
