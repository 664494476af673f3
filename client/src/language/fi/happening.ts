// Finnish: texts of what happens in a meeting.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { happeningTexts } from '../texts/happening.ts';

export const happening: GuestTextsOf<typeof happeningTexts, 'fi'> = {
  requestDialIn: 'Soita sen sijaan',
  swedishTime: 'Ruotsin aikaa',
  soundOnly: 'Vain ääni',
  jerkyTitle: 'Kuvasi nykii. Viittomiasi voi olla vaikea lukea.',
  jerkyNetwork: 'Verkko ei riitä. Siirry lähemmäs reititintä tai sulje muu verkon käyttö.',
  jerkyComputer: 'Tietokone ei ehdi. Sulje muita ohjelmia ja välilehtiä.',
  jerkyCamera: 'Kamera antaa liian vähän kuvia. Lisää valoa tai vaihda kamera kohdassa Asetukset.',
  picturesOff: 'Otat vastaan vain äänen: ei kuvia eikä jaettua näyttöä.',
  picturesOffByCpuOveruse:
    'Tietokone ei ehdi näyttää kuvia. Ne ovat pois päältä, jotta ääni toimisi.',
  showPictures: 'Näytä kuvat',
  flipCamera: 'Vaihda kameraa',
  alone: 'Olet toistaiseksi yksin tapaamisessa. Muut näkyvät tässä, kun he liittyvät.',
  joined: '{name} on liittynyt',
  left: '{name} on poistunut tapaamisesta',
  removedByMe: 'Poistit osallistujan {name} tapaamisesta',
  connectionLost: '{name} menetti yhteyden',
  handRaised: '{name} nostaa käden',
  signs: '{name} viittoo',
  knocked: '{name} odottaa pääsyä sisään',
  newMessage: 'Uusi viesti: {name}',
  newPrivateMessage: 'Uusi viesti sinulle: {name}',
  screenStopped: '{name} lopetti jakosi.',
  roleGiven: '{name} on antanut sinulle roolin tapaamisessa: {role}.',
  roleTaken: '{name} on poistanut roolisi tapaamisessa.',
  handLowered: '{name} laski kätesi.',
  mutedBy: '{name} on sulkenut mikrofonisi.',
  reconnectingTitle: 'Yhteys on poikki',
  reconnecting: 'Yhdistämme sinut uudelleen. Pysy sivulla.',
  soundBlocked: 'Selain on sulkenut äänen.',
  playSound: 'Laita ääni päälle',
  mutedSpeech: 'Puhut mikrofoni suljettuna.',
  unmute: 'Avaa mikrofoni',
};
