// Persian: texts about the local camera and microphone.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceTexts } from '../texts/devices.ts';

export const devices: GuestTextsOf<typeof deviceTexts, 'fa'> = {
  camera: 'دوربین',
  microphone: 'میکروفون',
  cameraIsOn: 'دوربین روشن است',
  cameraIsOff: 'دوربین خاموش است',
  cameraStarts: 'دوربین روشن می‌شود …',
  cameraFails: 'دوربین کار نمی‌کند',
  microphoneIsOn: 'میکروفون روشن است',
  microphoneIsOff: 'میکروفون خاموش است',
  microphoneStarts: 'میکروفون روشن می‌شود …',
  microphoneFails: 'میکروفون کار نمی‌کند',
  cameraOff: 'دوربین خاموش است. دیگران شما را نمی‌بینند.',
  cameraAsking: 'اگر مرورگر دربارهٔ دوربین و میکروفون پرسید، اجازه دادن را انتخاب کنید.',
  cameraFailed: 'از دوربین تصویری نمی‌آید',
  speak: 'چیزی بگویید تا اینجا ببینید میکروفون صدای شما را می‌شنود یا نه.',
  heard: 'صدای شما را می‌شنویم.',
  microphoneOff: 'میکروفون خاموش است. دیگران صدای شما را نمی‌شنوند.',
  settings: 'تنظیمات',
};
