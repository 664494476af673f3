// Finnish: texts of why the meeting is over for this person, here or for good.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { endingTexts } from '../texts/ending.ts';

export const ending: GuestTextsOf<typeof endingTexts, 'fi'> = {
  joinAgain: 'Liity uudelleen',
  leftTitle: 'Olet poistunut tapaamisesta',
  left: 'Kamera ja mikrofoni ovat pois päältä. Voit sulkea välilehden.',
  phoneLeftBehind: 'Jos soitit, puhelin voi olla vielä tapaamisessa. Sulje puhelu.',
  spaceDeletedTitle: 'Tapaaminen on päättynyt',
  spaceDeleted:
    'Se, joka kutsui, on lopettanut ja poistanut tapaamisen. Kamera ja mikrofoni ovat pois päältä.',
  endedByConvenerTitle: 'Tapaaminen on päättynyt',
  endedByConvener: 'Vetäjä on lopettanut tapaamisen. Kamera ja mikrofoni ovat pois päältä.',
  endedByMeTitle: 'Olet lopettanut tapaamisen',
  endedByMe: 'Se on päättynyt kaikilta. Kamera ja mikrofoni ovat pois päältä.',
  deletedByMeTitle: 'Tapaaminen on poistettu',
  deletedByMe:
    'Tapaaminen {name}, tunnus {callId}, poistettiin {time}. Se on päättynyt kaikilta, eikä numeroa voi enää koskaan käyttää.',
  alreadyInTitle: 'Olet jo mukana toisessa välilehdessä',
  alreadyIn:
    'Tapaaminen on auki tämän selaimen toisessa välilehdessä. Mene sinne tai jatka tässä: silloin toinen välilehti poistuu tapaamisesta.',
  continueHere: 'Jatka tässä',
  toSpaces: 'Omiin tapaamisiin',
  openedElsewhereTitle: 'Tapaaminen jatkuu toisessa välilehdessä',
  openedElsewhere:
    'Jatkoit toisessa välilehdessä, ja tämä on poistunut tapaamisesta. Kamera ja mikrofoni ovat täällä pois päältä. Voit sulkea tämän välilehden.',
  connectionLostTitle: 'Yhteys katkesi',
  connectionLost: 'Tarkista, että internetyhteytesi toimii, ja liity uudelleen.',
};
