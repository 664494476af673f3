// Polish: texts of a weak connection and of audio by telephone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { dialInTexts } from '../texts/dialIn.ts';

export const dialIn: GuestTextsOf<typeof dialInTexts, 'pl'> = {
  weakTitle: 'Twoje połączenie jest słabe',
  weak: 'Inni teraz źle cię słyszą i widzą. Pomaga odbieranie samego dźwięku albo podejście bliżej routera.',
  weakSound: 'Inni źle cię słyszą? Zadzwoń, a dźwięk pójdzie przez telefon.',
  what: 'Wtedy dźwięk idzie przez telefon. Obraz zostaje tutaj, a inni widzą to samo imię.',
  ring: 'Zadzwoń',
  key: 'Gdy głos zapyta o samtals-ID, naciśnij',
  hash: 'a na końcu krzyżyk (#).',
  wait: 'Poczekaj, aż głos powie, że dźwięk idzie przez telefon.',
  isOwn: 'Cztery ostatnie cyfry są tylko twoje i działają kwadrans. Nie podawaj ich nikomu.',
  asking: 'Chwileczkę …',
  refusedTitle: 'Na to spotkanie nie można zadzwonić',
  refused: 'Osoba, która zaprosiła, może to zmienić.',
  byPhone: 'Słyszysz i mówisz przez telefon.',
  takeBack: 'Przenieś dźwięk tutaj',
  isBack: 'Dźwięk znów idzie przez tę stronę.',
  isMuted: 'Mikrofon jest wyłączony.',
};
