// Somali: texts of devices being plugged in and out, and their names.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceEventTexts } from '../texts/deviceEvents.ts';

export const deviceEvents: GuestTextsOf<typeof deviceEventTexts, 'so'> = {
  unnamedCamera: 'Kamarad aan magac lahayn',
  unnamedMicrophone: 'Makarafoon aan magac lahayn',
  unnamedLoudspeaker: 'Sameecad aan magac lahayn',
  facingYou: 'Kamarada hore',
  facingAway: 'Kamarada dambe',
  unplugged: '{device} waa la furay.',
  cameraIsNow: 'Kamaradu hadda waa {device}.',
  microphoneIsNow: 'Makarafoonku hadda waa {device}.',
  loudspeakerIsNow: 'Codku hadda wuxuu ka baxayaa sameecadda kombiyuutarka laga doortay.',
  pluggedIn: '{device} waa la xiray.',
  use: 'Isticmaal',
  notNow: 'Hadda maya',
  wouldNotStart: 'Looma beddeli karin {device}. Malaha barnaamij kale ayaa isticmaalaya.',
};
