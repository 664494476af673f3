// Persian: texts of devices being plugged in and out, and their names.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceEventTexts } from '../texts/deviceEvents.ts';

export const deviceEvents: GuestTextsOf<typeof deviceEventTexts, 'fa'> = {
  unnamedCamera: 'دوربین بی‌نام',
  unnamedMicrophone: 'میکروفون بی‌نام',
  unnamedLoudspeaker: 'بلندگوی بی‌نام',
  facingYou: 'دوربین رو به شما',
  facingAway: 'دوربین پشت',
  unplugged: '{device} جدا شد.',
  cameraIsNow: 'دوربین اکنون {device} است.',
  microphoneIsNow: 'میکروفون اکنون {device} است.',
  loudspeakerIsNow: 'صدا اکنون از بلندگویی می‌آید که در رایانه انتخاب شده است.',
  pluggedIn: '{device} وصل شد.',
  use: 'از آن استفاده کنید',
  notNow: 'اکنون نه',
  wouldNotStart: '{device} به کار نیفتاد. شاید برنامهٔ دیگری از آن استفاده می‌کند.',
};
