// Polish: texts of the check whether everybody sees and hears this person.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { checkTexts } from '../texts/check.ts';

export const check: GuestTextsOf<typeof checkTexts, 'pl'> = {
  seenAndHeard: 'Wszyscy cię widzą i słyszą.',
  seenButByPhones: 'Wszyscy cię słyszą. Ci, którzy mają obraz, widzą cię.',
  heardWithoutTile: 'Wszyscy cię słyszą. {name} widzi po kilka osób i teraz nie widzi ciebie.',
  heard: 'Wszyscy cię słyszą. Twoja kamera jest wyłączona.',
  seen: 'Wszyscy cię widzą. Twój mikrofon jest wyłączony.',
  neither: 'Nikt cię nie widzi ani nie słyszy: mikrofon i kamera są wyłączone.',
  bothFails: 'Twój mikrofon i kamera nie działają. Naciśnij tu po pomoc.',
  microphoneFails: 'Twój mikrofon nie działa. Naciśnij tu po pomoc.',
  cameraFails: 'Twoja kamera nie działa. Naciśnij tu po pomoc.',
  soundBlocked:
    '{name} cię nie słyszy: tam dźwięk w przeglądarce jest wyłączony. Poproś o wybranie Włącz dźwięk.',
  soundNotReceived:
    '{name} cię nie słyszy: twój dźwięk tam nie dociera. Spróbuj innego mikrofonu w Ustawieniach.',
  pictureNotReceived:
    '{name} cię nie widzi: twój obraz tam nie dociera. Spróbuj innej kamery w Ustawieniach.',
  pictureNotInRoom: '{name} cię nie widzi: obraz teraz tam nie dociera.',
  pictureHidden: '{name} ma spotkanie w tle i teraz go nie widzi.',
  pictureTurnedOff: '{name} odbiera tylko dźwięk i teraz nie widzi obrazów.',
  pictureWithoutTile: '{name} widzi po kilka osób i teraz nie widzi ciebie.',
};
