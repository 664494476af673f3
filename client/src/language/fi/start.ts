// Finnish: texts of the start page and of the page for the call ID.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { startTexts } from '../texts/start.ts';

export const start: GuestTextsOf<typeof startTexts, 'fi'> = {
  heading: 'Tavataan etänä',
  what: 'Täällä potilaat, omaiset, kunta ja alue tapaavat ja suunnittelevat hoitoa ja hoivaa, kuvalla ja äänellä suoraan selaimessa.',
  join: 'Liity',
  joinHint: 'Sinulla on yhdeksännumeroinen tapaamistunnus (samtals-ID).',
  signIn: 'Kirjaudu sisään',
  signInHint: 'Kuulut henkilökuntaan ja kutsut tapaamisiin.',
  assurance: 'Tapaamisia ei tallenneta. Sinun ei tarvitse asentaa mitään, etkä tarvitse tiliä.',
  callIdHeading: 'Kirjoita tapaamistunnus',
  callId: 'Tapaamistunnus',
  callIdHint: 'Yhdeksän numeroa. Ne ovat kutsussa (samtals-ID), tai sait ne puhelimessa.',
  continue: 'Jatka',
  checking: 'Tarkistetaan …',
  tooShort: 'Tapaamistunnuksessa on yhdeksän numeroa. Kirjoita ne kaikki.',
  tooLong: 'Tapaamistunnuksessa on yhdeksän numeroa, ja tässä on enemmän. Tarkista ne.',
  callIdUnknown:
    'Numeroa ei ole, tai tapaaminen on poistettu. Tarkista numerot tai kysy siltä, joka kutsui sinut.',
};
