// Finnish: texts for people in the lobby.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { lobbyTexts } from '../texts/lobby.ts';

export const lobby: GuestTextsOf<typeof lobbyTexts, 'fi'> = {
  title: 'Odotat, että sinut päästetään sisään',
  attended: 'Vetäjä tietää, että olet täällä.',
  unattended: 'Vetäjä ei ole vielä tullut. Pysy sivulla, niin hän näkee, että odotat.',
  told: '{name}:',
  unseen: 'Kukaan ei näe eikä kuule sinua, kun odotat.',
  giveUp: 'Lopeta odottaminen',
  turnedAway: 'Sinua ei päästetty sisään',
  turnedAwayWhy: 'Jos se oli erehdys, ota yhteyttä siihen, joka kutsui sinut.',
  retryAfter: 'Voit yrittää uudelleen {seconds} sekunnin kuluttua.',
  uncheckedTitle: 'Koska sinulla on vain numero, sinut pitää päästää sisään',
  unchecked:
    'Monta väärää numeroa on kirjoitettu. Siksi numeroa ei nyt tarkisteta, vaan vetäjän pitää päästää sinut sisään. Jos sinulla on kutsun linkki, avaa se: se toimii tavalliseen tapaan.',
  uncheckedState: 'Jos {callId} on oikea numero, vetäjä näkee, että odotat. Pysy sivulla.',
  nobodyComes: 'Eikö kukaan päästä sisään?',
  whatToDo:
    'Tarkista numerot. Avaa kutsun linkki, jos sinulla on se, tai pyydä se siltä, joka kutsui sinut. Sivu yrittää myös itse uudelleen joka minuutti.',
};
