// Persian: texts of the check whether everybody sees and hears this person.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { checkTexts } from '../texts/check.ts';

export const check: GuestTextsOf<typeof checkTexts, 'fa'> = {
  seenAndHeard: 'همه شما را می‌بینند و می‌شنوند.',
  seenButByPhones: 'همه شما را می‌شنوند. کسانی که تصویر دارند شما را می‌بینند.',
  heardWithoutTile: 'همه شما را می‌شنوند. {name} هر بار چند نفر را می‌بیند و اکنون شما را نه.',
  heard: 'همه شما را می‌شنوند. دوربین شما خاموش است.',
  seen: 'همه شما را می‌بینند. میکروفون شما خاموش است.',
  neither: 'کسی شما را نمی‌بیند و نمی‌شنود: میکروفون و دوربین خاموش‌اند.',
  bothFails: 'میکروفون و دوربین شما کار نمی‌کنند. برای کمک اینجا را فشار دهید.',
  microphoneFails: 'میکروفون شما کار نمی‌کند. برای کمک اینجا را فشار دهید.',
  cameraFails: 'دوربین شما کار نمی‌کند. برای کمک اینجا را فشار دهید.',
  soundBlocked:
    '{name} شما را نمی‌شنود: صدا در مرورگر آنجا خاموش است. از {name} بخواهید روشن کردن صدا را انتخاب کند.',
  soundNotReceived:
    '{name} شما را نمی‌شنود: صدای شما به آنجا نمی‌رسد. در تنظیمات میکروفون دیگری را امتحان کنید.',
  pictureNotReceived:
    '{name} شما را نمی‌بیند: تصویر شما به آنجا نمی‌رسد. در تنظیمات دوربین دیگری را امتحان کنید.',
  pictureNotInRoom: '{name} شما را نمی‌بیند: تصویر اکنون به آنجا نمی‌رسد.',
  pictureHidden: '{name} جلسه را در پس‌زمینه دارد و اکنون آن را نمی‌بیند.',
  pictureTurnedOff: '{name} فقط صدا دریافت می‌کند و اکنون تصویری نمی‌بیند.',
  pictureWithoutTile: '{name} هر بار چند نفر را می‌بیند و اکنون شما را نه.',
};
