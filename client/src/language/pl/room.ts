// Polish: texts of the meeting itself.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { roomTexts } from '../texts/room.ts';

export const room: GuestTextsOf<typeof roomTexts, 'pl'> = {
  controls: 'Mikrofon, kamera i czat',
  leave: 'Opuść spotkanie',
  leaveTitle: 'Opuścić spotkanie czy je zakończyć?',
  leaveQuestion: 'Opuścić spotkanie?',
  leaveWhat:
    'Gdy je opuścisz, trwa dalej dla innych. Gdy je zakończysz, kończy się dla wszystkich.',
  leaveOnly: 'Opuść',
  endForAll: 'Zakończ dla wszystkich',
  stay: 'Zostań',
  people: {
    one: '{count} uczestnik',
    few: '{count} uczestników',
    many: '{count} uczestników',
    other: '{count} uczestnika',
  },
  peopleHeading: 'Uczestnicy',
  you: 'Ty',
  writeTo: 'Napisz: {name}',
  shares: 'pokazuje ekran',
  hand: 'Ręka',
  raiseHand: 'Podnieś rękę',
  lowerHand: 'Opuść rękę',
  microphoneOff: 'Mikrofon jest wyłączony',
  more: 'Więcej',
};
