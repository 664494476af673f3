// Texts of what happens in a meeting.
import { defineTexts } from '../defineTexts.ts';
import { template } from '../template.ts';

export const happeningTexts = defineTexts('happening', {
  requestDialIn: 'Ring i stället',
  swedishTime: 'svensk tid',
  soundOnly: 'Endast ljud',
  jerkyTitle: 'Din bild hackar. Dina tecken kan bli svåra att läsa.',
  jerkyNetwork: 'Nätet räcker inte. Gå närmare routern, eller stäng annat som använder nätet.',
  jerkyComputer: 'Datorn hinner inte med. Stäng andra program och flikar.',
  jerkyCamera: 'Kameran ger för få bilder. Tänd fler lampor, eller byt kamera i Inställningar.',
  picturesOff: 'Du tar bara emot ljud: inga bilder och ingen delad skärm.',
  picturesOffByCpuOveruse:
    'Datorn hinner inte med att visa bilderna. De är avstängda, så att ljudet ska fungera.',
  showPictures: 'Visa bilder',
  flipCamera: 'Byt kamera',
  alone: 'Du är ensam i mötet än så länge. De andra syns här när de ansluter.',
  joined: template('{name} har anslutit'),
  left: template('{name} har lämnat mötet'),
  removedByMe: template('Du tog bort {name} ur mötet'),
  connectionLost: template('{name} tappade förbindelsen'),
  handRaised: template('{name} räcker upp handen'),
  signs: template('{name} tecknar'),
  knocked: template('{name} väntar på att släppas in'),
  newMessage: template('Nytt meddelande från {name}'),
  newPrivateMessage: template('Nytt meddelande till dig från {name}'),
  screenStopped: template('{name} avslutade din delning.'),
  roleGiven: template('{name} har gett dig en roll i mötet: {role}.'),
  roleTaken: template('{name} har tagit bort din roll i mötet.'),
  handLowered: template('{name} tog ner din hand.'),
  mutedBy: template('{name} har stängt av din mikrofon.'),
  reconnectingTitle: 'Förbindelsen är bruten',
  reconnecting: 'Vi ansluter dig igen. Stanna kvar på sidan.',
  soundBlocked: 'Webbläsaren har stängt av ljudet.',
  playSound: 'Slå på ljudet',
  mutedSpeech: 'Du pratar med avstängd mikrofon.',
  unmute: 'Slå på mikrofonen',
});
