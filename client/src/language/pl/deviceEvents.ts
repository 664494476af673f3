// Polish: texts of devices being plugged in and out, and their names.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceEventTexts } from '../texts/deviceEvents.ts';

export const deviceEvents: GuestTextsOf<typeof deviceEventTexts, 'pl'> = {
  unnamedCamera: 'Kamera bez nazwy',
  unnamedMicrophone: 'Mikrofon bez nazwy',
  unnamedLoudspeaker: 'Głośnik bez nazwy',
  facingYou: 'Przednia kamera',
  facingAway: 'Tylna kamera',
  unplugged: 'Odłączono: {device}.',
  cameraIsNow: 'Kamera to teraz {device}.',
  microphoneIsNow: 'Mikrofon to teraz {device}.',
  loudspeakerIsNow: 'Dźwięk wychodzi teraz z głośnika wybranego w komputerze.',
  pluggedIn: 'Podłączono: {device}.',
  use: 'Użyj go',
  notNow: 'Nie teraz',
  wouldNotStart: 'Nie udało się przełączyć na {device}. Może używa go inny program.',
};
