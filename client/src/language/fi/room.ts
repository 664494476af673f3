// Finnish: texts of the meeting itself.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { roomTexts } from '../texts/room.ts';

export const room: GuestTextsOf<typeof roomTexts, 'fi'> = {
  controls: 'Mikrofoni, kamera ja chatti',
  leave: 'Poistu tapaamisesta',
  leaveTitle: 'Haluatko poistua tapaamisesta vai lopettaa sen?',
  leaveQuestion: 'Haluatko poistua tapaamisesta?',
  leaveWhat: 'Jos poistut, tapaaminen jatkuu muilla. Jos lopetat sen, se päättyy kaikilta.',
  leaveOnly: 'Poistu',
  endForAll: 'Lopeta kaikilta',
  stay: 'Jää',
  people: { one: '{count} osallistuja', other: '{count} osallistujaa' },
  peopleHeading: 'Osallistujat',
  you: 'Sinä',
  writeTo: 'Kirjoita: {name}',
  shares: 'jakaa näyttöä',
  hand: 'Käsi',
  raiseHand: 'Nosta käsi',
  lowerHand: 'Laske käsi',
  microphoneOff: 'Mikrofoni on pois päältä',
  more: 'Lisää',
};
