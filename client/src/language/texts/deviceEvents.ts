// Texts of devices being plugged in and out, and their names.
import { template } from '../template.ts';
import { defineTexts } from '../defineTexts.ts';

export const deviceEventTexts = defineTexts('deviceEvents', {
  unnamedCamera: 'Kamera utan namn',
  unnamedMicrophone: 'Mikrofon utan namn',
  unnamedLoudspeaker: 'Högtalare utan namn',
  facingYou: 'Kameran som ser dig',
  facingAway: 'Kameran på baksidan',
  unplugged: template('{device} kopplades ur.'),
  cameraIsNow: template('Kameran är nu {device}.'),
  microphoneIsNow: template('Mikrofonen är nu {device}.'),
  loudspeakerIsNow: 'Ljudet kommer nu ur den högtalare som är vald i datorn.',
  pluggedIn: template('{device} kopplades in.'),
  use: 'Använd den',
  notNow: 'Inte nu',
  wouldNotStart: template(
    'Det gick inte att byta till {device}. Kanske används den av ett annat program.',
  ),
});
