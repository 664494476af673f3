// Persian: texts of an open conversation.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { conversationTexts } from '../texts/conversation.ts';

export const conversation: GuestTextsOf<typeof conversationTexts, 'fa'> = {
  withEverybody: 'گفت‌وگو با همه',
  withPerson: 'گفت‌وگو با {name}',
  everybodyReads: 'آنچه اینجا می‌نویسید همهٔ جلسه می‌بینند.',
  twoRead: 'آنچه اینجا نوشته می‌شود را فقط شما و {name} می‌بینید.',
  nothingYet: 'هنوز چیزی نوشته نشده است.',
  yourMessage: 'پیام شما',
  send: 'فرستادن',
  howToSend: 'Enter می‌فرستد، Shift + Enter سطر تازه می‌سازد.',
  leftToWrite: { one: '{count} نویسه مانده', other: '{count} نویسه مانده' },
  tooFast: 'اکنون زیاد نوشته می‌شود. چند ثانیه صبر کنید.',
  gone: '{name} جلسه را ترک کرده است. اگر {name} برگردد می‌توانید ادامه دهید.',
  onPhone: '{name} با تلفن شرکت دارد و نمی‌تواند نوشته‌ها را بخواند. در جلسه بگویید.',
  inRoom: '{name} از اتاق جلسه شرکت دارد و نمی‌تواند نوشته‌ها را بخواند. در جلسه بگویید.',
  toPeople: 'به شرکت‌کنندگان',
  me: 'شما',
  sending: 'در حال فرستادن …',
  sent: 'فرستاده شد',
  delivered: 'رسید',
  failed: 'فرستاده نشد.',
  sendAgain: 'دوباره بفرستید',
  keptUntil: 'همهٔ نوشته‌ها با پایان جلسه پاک می‌شوند.',
};
