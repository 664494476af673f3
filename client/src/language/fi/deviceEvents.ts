// Finnish: texts of devices being plugged in and out, and their names.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceEventTexts } from '../texts/deviceEvents.ts';

export const deviceEvents: GuestTextsOf<typeof deviceEventTexts, 'fi'> = {
  unnamedCamera: 'Nimetön kamera',
  unnamedMicrophone: 'Nimetön mikrofoni',
  unnamedLoudspeaker: 'Nimetön kaiutin',
  facingYou: 'Sinua kuvaava kamera',
  facingAway: 'Takakamera',
  unplugged: '{device} irrotettiin.',
  cameraIsNow: 'Kamera on nyt {device}.',
  microphoneIsNow: 'Mikrofoni on nyt {device}.',
  loudspeakerIsNow: 'Ääni tulee nyt tietokoneessa valitusta kaiuttimesta.',
  pluggedIn: '{device} liitettiin.',
  use: 'Käytä sitä',
  notNow: 'Ei nyt',
  wouldNotStart: 'Laitetta {device} ei voitu ottaa käyttöön. Ehkä toinen ohjelma käyttää sitä.',
};
