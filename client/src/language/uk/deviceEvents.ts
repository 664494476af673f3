// Ukrainian: texts of devices being plugged in and out, and their names.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceEventTexts } from '../texts/deviceEvents.ts';

export const deviceEvents: GuestTextsOf<typeof deviceEventTexts, 'uk'> = {
  unnamedCamera: 'Камера без назви',
  unnamedMicrophone: 'Мікрофон без назви',
  unnamedLoudspeaker: 'Динамік без назви',
  facingYou: 'Передня камера',
  facingAway: 'Задня камера',
  unplugged: 'Від’єднано: {device}.',
  cameraIsNow: 'Тепер камера: {device}.',
  microphoneIsNow: 'Тепер мікрофон: {device}.',
  loudspeakerIsNow: 'Звук тепер іде з динаміка, вибраного в комп’ютері.',
  pluggedIn: 'Під’єднано: {device}.',
  use: 'Використати',
  notNow: 'Не зараз',
  wouldNotStart: 'Не вдалося перейти на {device}. Можливо, пристрій зайнятий іншою програмою.',
};
