// Finnish: texts of why camera or microphone fail.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceTroubleTexts } from '../texts/deviceTrouble.ts';

export const deviceTrouble: GuestTextsOf<typeof deviceTroubleTexts, 'fi'> = {
  theCamera: 'kamera',
  theMicrophone: 'mikrofoni',
  both: 'kamera ja mikrofoni',
  deniedTitle: 'Selaimelta on estetty: {device}',
  denied:
    'Paina osoitteen vasemmalla puolella olevaa lukkoa. Salli kamera ja mikrofoni. Valitse sitten Yritä uudelleen.',
  blockedBySystemTitle: 'Tietokone tai puhelin estää: {device}',
  blockedBySystem:
    'Avaa tietokoneen tai puhelimen asetukset. Salli selaimelle kamera ja mikrofoni kohdassa Tietosuoja. Valitse sitten Yritä uudelleen.',
  missingTitle: 'Emme löydä laitetta: {device}',
  missing: 'Tarkista, että johto on kiinni ja laite päällä. Valitse sitten Yritä uudelleen.',
  busyTitle: 'Toinen ohjelma käyttää: {device}',
  busy: 'Sulje muut videopuheluohjelmat, esimerkiksi Teams. Valitse sitten Yritä uudelleen.',
  insecurePageTitle: 'Selain vaatii turvallisen osoitteen: {device}',
  insecurePage:
    'Osoitteen alussa pitää olla https://. Pyydä oikea osoite siltä, joka kutsui sinut.',
  unknownTitle: 'Käynnistys ei onnistunut: {device}',
  unknown: 'Valitse Yritä uudelleen. Jos se ei auta, käynnistä selain uudelleen.',
  withoutCamera: 'Voit silti osallistua, mutta muut eivät näe sinua.',
  withoutMicrophone: 'Voit silti osallistua, mutta muut eivät kuule sinua.',
  withoutBoth: 'Voit silti osallistua, mutta muut eivät näe eivätkä kuule sinua.',
};
