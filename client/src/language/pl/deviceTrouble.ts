// Polish: texts of why camera or microphone fail.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceTroubleTexts } from '../texts/deviceTrouble.ts';

export const deviceTrouble: GuestTextsOf<typeof deviceTroubleTexts, 'pl'> = {
  theCamera: 'kamera',
  theMicrophone: 'mikrofon',
  both: 'kamera i mikrofon',
  deniedTitle: 'Przeglądarka nie ma zgody: {device}',
  denied:
    'Naciśnij kłódkę po lewej stronie adresu. Wybierz Zezwól dla kamery i mikrofonu. Potem wybierz Spróbuj ponownie.',
  blockedBySystemTitle: 'Komputer lub telefon blokuje: {device}',
  blockedBySystem:
    'Otwórz ustawienia komputera lub telefonu. W części Prywatność zezwól przeglądarce na kamerę i mikrofon. Potem wybierz Spróbuj ponownie.',
  missingTitle: 'Nie znaleziono: {device}',
  missing:
    'Sprawdź, czy kabel jest podłączony i czy wszystko jest włączone. Potem wybierz Spróbuj ponownie.',
  busyTitle: 'Używa ich inny program: {device}',
  busy: 'Zamknij inne programy do rozmów wideo, na przykład Teams. Potem wybierz Spróbuj ponownie.',
  insecurePageTitle: 'Potrzebny jest bezpieczny adres: {device}',
  insecurePage:
    'Adres musi zaczynać się od https://. Poproś o poprawny adres osobę, która zaprosiła.',
  unknownTitle: 'Nie udało się włączyć: {device}',
  unknown: 'Wybierz Spróbuj ponownie. Jeśli to nie pomoże, uruchom przeglądarkę od nowa.',
  withoutCamera: 'Możesz mimo to brać udział, ale inni cię nie widzą.',
  withoutMicrophone: 'Możesz mimo to brać udział, ale inni cię nie słyszą.',
  withoutBoth: 'Możesz mimo to brać udział, ale inni cię nie widzą ani nie słyszą.',
};
