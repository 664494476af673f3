// Text that offers the telephone to whoever cannot be in a meeting by browser.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { phoneHintTexts } from '../texts/phoneHint.ts';

export const phoneHint: GuestTextsOf<typeof phoneHintTexts, 'fa'> = {
  orByPhone: 'می‌توانید به {phoneNumber} هم زنگ بزنید و {callId} و مربع (#) را وارد کنید.',
};
