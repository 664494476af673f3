// Finnish: texts of the check whether everybody sees and hears this person.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { checkTexts } from '../texts/check.ts';

export const check: GuestTextsOf<typeof checkTexts, 'fi'> = {
  seenAndHeard: 'Kaikki näkevät ja kuulevat sinut.',
  seenButByPhones: 'Kaikki kuulevat sinut. Ne, joilla on kuva, näkevät sinut.',
  heardWithoutTile: 'Kaikki kuulevat sinut. {name} näkee muutaman kerrallaan, ei juuri nyt sinua.',
  heard: 'Kaikki kuulevat sinut. Kamerasi on pois päältä.',
  seen: 'Kaikki näkevät sinut. Mikrofonisi on pois päältä.',
  neither: 'Kukaan ei näe eikä kuule sinua: mikrofoni ja kamera ovat pois päältä.',
  bothFails: 'Mikrofonisi ja kamerasi eivät toimi. Paina tästä saadaksesi apua.',
  microphoneFails: 'Mikrofonisi ei toimi. Paina tästä saadaksesi apua.',
  cameraFails: 'Kamerasi ei toimi. Paina tästä saadaksesi apua.',
  soundBlocked:
    '{name} ei kuule sinua: siellä ääni on pois päältä selaimessa. Pyydä valitsemaan Laita ääni päälle.',
  soundNotReceived:
    '{name} ei kuule sinua: äänesi ei tule sinne perille. Kokeile toista mikrofonia kohdassa Asetukset.',
  pictureNotReceived:
    '{name} ei näe sinua: kuvasi ei tule sinne perille. Kokeile toista kameraa kohdassa Asetukset.',
  pictureNotInRoom: '{name} ei näe sinua: kuva ei tule sinne perille juuri nyt.',
  pictureHidden: '{name} pitää tapaamisen taustalla eikä näe sitä juuri nyt.',
  pictureTurnedOff: '{name} vastaanottaa vain äänen eikä näe kuvia juuri nyt.',
  pictureWithoutTile: '{name} näkee muutaman kerrallaan, ei juuri nyt sinua.',
};
