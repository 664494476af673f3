// Polish: texts of a screen that is shared, or could not be.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { sharingTexts } from '../texts/sharing.ts';

export const sharing: GuestTextsOf<typeof sharingTexts, 'pl'> = {
  youShare: 'Pokazujesz swój ekran. Widzą go wszyscy na spotkaniu.',
  youShareWithSound: 'Pokazujesz swój ekran z dźwiękiem. Widzą go i słyszą wszyscy na spotkaniu.',
  deniedBySystemTitle: 'Komputer nie pozwala przeglądarce pokazać ekranu',
  deniedBySystem:
    'Otwórz ustawienia prywatności komputera, zezwól przeglądarce na nagrywanie ekranu i uruchom ją od nowa.',
  unsupportedTitle: 'Ta przeglądarka nie może pokazać ekranu',
  unsupported: 'Aby pokazać ekran, dołącz z komputera z Chrome, Edge lub Firefox.',
  unknownTitle: 'Nie udało się pokazać ekranu',
  unknown: 'Spróbuj ponownie albo wybierz inne okno.',
};
