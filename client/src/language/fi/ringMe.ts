// Finnish: texts of being rung at one's own telephone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { ringMeTexts } from '../texts/ringMe.ts';

export const ringMe: GuestTextsOf<typeof ringMeTexts, 'fi'> = {
  title: 'Soitamme sinulle',
  orCallIn: 'Tai soita itse',
  what: 'Kirjoita oma numerosi. Vastaa ja paina 1, niin ääni kulkee puhelimen kautta. Se ei maksa sinulle mitään.',
  number: 'Puhelinnumerosi',
  remember: 'Muista numero tällä laitteella',
  ringMe: 'Soita minulle',
  stop: 'Peruuta',
  ringing: 'Soitamme sinulle. Vastaa puhelimeen.',
  answered: 'Paina puhelimessa 1, niin pääset sisään.',
  busy: 'Numero on varattu.',
  noAnswer: 'Numerosta ei vastattu.',
  declined: 'Puhelu hylättiin.',
  unknownNumber: 'Numeroa ei ole.',
  notAccepted: 'Kukaan ei painanut puhelimessa 1.',
  failed: 'Soitto ei onnistunut. Yritä uudelleen tai soita itse.',
  numberUnclear: 'Numeroa ei voi lukea. Kirjoita vain numeroita, suuntanumero ensin.',
  numberNotAllowed: 'Emme voi soittaa tähän numeroon. Soita itse.',
  numberEmergency: 'Tarvitsetko apua nyt? Soita 112 puhelimestasi.',
  ringMeOff: 'Tapaamisen vetäjä on ottanut tämän pois. Soita itse.',
  busyHere: 'Moneen soitetaan juuri nyt. Odota hetki tai soita itse.',
  ringsSpent: 'Emme voi soittaa enää tänään. Soita itse.',
};
