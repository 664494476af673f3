// Finnish: texts of a weak connection and of audio by telephone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { dialInTexts } from '../texts/dialIn.ts';

export const dialIn: GuestTextsOf<typeof dialInTexts, 'fi'> = {
  weakTitle: 'Yhteytesi on heikko',
  weak: 'Muut kuulevat ja näkevät sinut huonosti juuri nyt. Ota vastaan vain ääni tai siirry lähemmäs reititintä.',
  weakSound: 'Kuulevatko muut sinut huonosti? Soita, niin ääni kulkee puhelimen kautta.',
  what: 'Silloin ääni kulkee puhelimen kautta. Kuva pysyy tässä, ja muut näkevät saman nimen.',
  ring: 'Soita',
  key: 'Kun ääni kysyy numeroa samtals-ID, näppäile',
  hash: 'ja lopuksi ruutu (#).',
  wait: 'Odota, kunnes ääni sanoo, että ääni kulkee puhelimen kautta.',
  isOwn:
    'Neljä viimeistä numeroa ovat vain sinun, ja ne ovat voimassa vartin. Älä anna niitä muille.',
  asking: 'Hetkinen …',
  refusedTitle: 'Tähän tapaamiseen ei voi soittaa',
  refused: 'Se, joka kutsui sinut, voi muuttaa sen.',
  byPhone: 'Kuulet ja puhut puhelimella.',
  takeBack: 'Ota ääni takaisin tähän',
  isBack: 'Ääni kulkee taas tämän sivun kautta.',
  isMuted: 'Mikrofoni on pois päältä.',
};
