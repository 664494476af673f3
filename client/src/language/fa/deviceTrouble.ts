// Persian: texts of why camera or microphone fail.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { deviceTroubleTexts } from '../texts/deviceTrouble.ts';

export const deviceTrouble: GuestTextsOf<typeof deviceTroubleTexts, 'fa'> = {
  theCamera: 'دوربین',
  theMicrophone: 'میکروفون',
  both: 'دوربین و میکروفون',
  deniedTitle: 'مرورگر اجازهٔ استفاده از {device} را ندارد',
  denied:
    'قفل کنار نشانی را فشار دهید. برای دوربین و میکروفون اجازه دادن را انتخاب کنید. سپس دوباره امتحان کنید را انتخاب کنید.',
  blockedBySystemTitle: 'رایانه یا تلفن جلوی {device} را می‌گیرد',
  blockedBySystem:
    'تنظیمات رایانه یا تلفن را باز کنید. در بخش حریم خصوصی به مرورگر اجازهٔ دوربین و میکروفون بدهید. سپس دوباره امتحان کنید را انتخاب کنید.',
  missingTitle: '{device} پیدا نشد',
  missing: 'ببینید سیم وصل است و چیزی خاموش نیست. سپس دوباره امتحان کنید را انتخاب کنید.',
  busyTitle: 'برنامهٔ دیگری از {device} استفاده می‌کند',
  busy: 'برنامه‌های دیگر تماس تصویری، مانند Teams، را ببندید. سپس دوباره امتحان کنید را انتخاب کنید.',
  insecurePageTitle: 'مرورگر برای {device} نشانی امن می‌خواهد',
  insecurePage: 'نشانی باید با https:// آغاز شود. نشانی درست را از دعوت‌کننده بخواهید.',
  unknownTitle: '{device} به کار نیفتاد',
  unknown: 'دوباره امتحان کنید را انتخاب کنید. اگر نشد، مرورگر را ببندید و باز کنید.',
  withoutCamera: 'با این حال می‌توانید شرکت کنید، ولی دیگران شما را نمی‌بینند.',
  withoutMicrophone: 'با این حال می‌توانید شرکت کنید، ولی دیگران صدای شما را نمی‌شنوند.',
  withoutBoth: 'با این حال می‌توانید شرکت کنید، ولی دیگران نه شما را می‌بینند و نه می‌شنوند.',
};
