// Polish: texts of why the meeting is over for this person, here or for good.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { endingTexts } from '../texts/ending.ts';

export const ending: GuestTextsOf<typeof endingTexts, 'pl'> = {
  joinAgain: 'Dołącz ponownie',
  leftTitle: 'Nie jesteś już na spotkaniu',
  left: 'Kamera i mikrofon są wyłączone. Możesz zamknąć kartę.',
  phoneLeftBehind: 'Jeśli rozmawiasz przez telefon, może on być jeszcze na spotkaniu. Rozłącz się.',
  spaceDeletedTitle: 'Spotkanie jest zakończone',
  spaceDeleted:
    'Osoba, która zaprosiła, zakończyła i usunęła spotkanie. Kamera i mikrofon są wyłączone.',
  endedByConvenerTitle: 'Spotkanie jest zakończone',
  endedByConvener: 'Osoba prowadząca zakończyła spotkanie. Kamera i mikrofon są wyłączone.',
  endedByMeTitle: 'Spotkanie zakończone przez ciebie',
  endedByMe: 'Skończyło się dla wszystkich. Kamera i mikrofon są wyłączone.',
  deletedByMeTitle: 'Spotkanie jest usunięte',
  deletedByMe:
    'Spotkanie {name} o numerze {callId} usunięto {time}. Skończyło się dla wszystkich, a numeru nie można już nigdy użyć.',
  alreadyInTitle: 'Bierzesz już udział w innej karcie',
  alreadyIn:
    'Spotkanie jest otwarte w innej karcie tej przeglądarki. Przejdź tam albo kontynuuj tutaj: wtedy tamta karta opuści spotkanie.',
  continueHere: 'Kontynuuj tutaj',
  toSpaces: 'Do moich spotkań',
  openedElsewhereTitle: 'Spotkanie trwa w innej karcie',
  openedElsewhere:
    'Spotkanie trwa w innej karcie, a ta je opuściła. Kamera i mikrofon są tu wyłączone. Możesz zamknąć tę kartę.',
  connectionLostTitle: 'Połączenie przerwane',
  connectionLost: 'Sprawdź połączenie z internetem i dołącz ponownie.',
};
