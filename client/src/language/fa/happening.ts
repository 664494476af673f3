// Persian: texts of what happens in a meeting.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { happeningTexts } from '../texts/happening.ts';

export const happening: GuestTextsOf<typeof happeningTexts, 'fa'> = {
  requestDialIn: 'به‌جای آن تلفن بزنید',
  swedishTime: 'به وقت سوئد',
  soundOnly: 'فقط صدا',
  jerkyTitle: 'تصویر شما بریده‌بریده است. شاید خواندن اشاره‌های شما سخت شود.',
  jerkyNetwork: 'شبکه کافی نیست. به مودم نزدیک‌تر شوید، یا استفاده‌های دیگر از شبکه را ببندید.',
  jerkyComputer: 'رایانه نمی‌رسد. برنامه‌ها و زبانه‌های دیگر را ببندید.',
  jerkyCamera: 'دوربین تصویر کم می‌دهد. نور را بیشتر کنید، یا در تنظیمات دوربین را عوض کنید.',
  picturesOff: 'شما فقط صدا دریافت می‌کنید: بدون تصویر و صفحهٔ دیگران.',
  picturesOffByCpuOveruse:
    'رایانه به نشان دادن تصویرها نمی‌رسد. تصویرها خاموش‌اند تا صدا خوب کار کند.',
  showPictures: 'نشان دادن تصویرها',
  flipCamera: 'تعویض دوربین',
  alone: 'هنوز در جلسه تنها هستید. دیگران پس از ورود اینجا دیده می‌شوند.',
  joined: '{name} وارد شد',
  left: '{name} جلسه را ترک کرد',
  removedByMe: 'شما {name} را از جلسه بیرون بردید',
  connectionLost: 'ارتباط {name} قطع شد',
  handRaised: '{name} دست بلند کرده است',
  signs: '{name} با اشاره حرف می‌زند',
  knocked: '{name} منتظر اجازهٔ ورود است',
  newMessage: 'پیام تازه از {name}',
  newPrivateMessage: 'پیام تازه برای شما از {name}',
  screenStopped: '{name} نشان دادن صفحهٔ شما را پایان داد.',
  roleGiven: '{name} در جلسه به شما نقشی داده است: {role}.',
  roleTaken: '{name} نقش شما را در جلسه برداشته است.',
  handLowered: '{name} دست شما را پایین آورد.',
  mutedBy: '{name} میکروفون شما را خاموش کرده است.',
  reconnectingTitle: 'ارتباط قطع است',
  reconnecting: 'شما را دوباره وصل می‌کنیم. در صفحه بمانید.',
  soundBlocked: 'مرورگر صدا را بسته است.',
  playSound: 'روشن کردن صدا',
  mutedSpeech: 'صحبت می‌کنید ولی میکروفون خاموش است.',
  unmute: 'روشن کردن میکروفون',
};
