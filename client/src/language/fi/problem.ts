// Finnish: texts of why somebody cannot join.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { problemTexts } from '../texts/problem.ts';

export const problem: GuestTextsOf<typeof problemTexts, 'fi'> = {
  otherCallId: 'Kirjoita toinen tapaamistunnus',
  callIdUnknownTitle: 'Tapaamista ei ole',
  callIdUnknown:
    'Numeroa ei ole, tai tapaaminen on poistettu. Tarkista numerot tai kysy siltä, joka kutsui sinut.',
  meetingFullTitle: 'Tapaaminen on täynnä',
  meetingFull: 'Enempää ei nyt mahdu. Yritä uudelleen, kun joku on poistunut.',
  notYetOpenTitle: 'Tapaaminen ei ole vielä auki',
  notYetOpen: 'Se avautuu puoli tuntia ennen tapaamisen alkua. Yritä silloin uudelleen.',
  lockedTitle: 'Tapaaminen on lukittu',
  locked: 'Kukaan ei pääse nyt enää sisään. Ota yhteyttä siihen, joka kutsui sinut.',
  removedTitle: 'Et ole enää mukana tapaamisessa',
  removed: 'Vetäjä on poistanut sinut. Jos se oli erehdys, ota yhteyttä siihen, joka kutsui sinut.',
  browserUnsupportedTitle: 'Tämä selain ei sovi tapaamisiin',
  browserUnsupported:
    'Päivitä selain, tai avaa sama osoite selaimessa Chrome, Edge, Firefox tai Safari.',
  serverUnreachableTitle: 'Emme saa yhteyttä palveluun',
  serverUnreachable: 'Tarkista, että internetyhteytesi toimii, ja yritä uudelleen.',
  tooFastTitle: 'Liian monta yritystä',
  tooFast:
    'Kutsun linkki toimii silti. Jos sinulla ei ole linkkiä, odota minuutti ja yritä uudelleen.',
  mediaBlockedTitle: 'Kuva ja ääni eivät kulje',
  mediaBlocked:
    'Verkkosi ei päästä tapaamista läpi. Kokeile toista verkkoa, esimerkiksi puhelimen verkkoa, ja yritä uudelleen.',
  internalTitle: 'Meillä meni jokin vikaan',
  internal: 'Vika ei ole sinun. Odota hetki ja yritä uudelleen.',
};
