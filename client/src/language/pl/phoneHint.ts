// Text that offers the telephone to whoever cannot be in a meeting by browser.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { phoneHintTexts } from '../texts/phoneHint.ts';

export const phoneHint: GuestTextsOf<typeof phoneHintTexts, 'pl'> = {
  orByPhone: 'Możesz też zadzwonić pod {phoneNumber} i wybrać {callId} oraz krzyżyk (#).',
};
