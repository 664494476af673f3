// Text that offers the telephone to whoever cannot be in a meeting by browser.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { phoneHintTexts } from '../texts/phoneHint.ts';

export const phoneHint: GuestTextsOf<typeof phoneHintTexts, 'uk'> = {
  orByPhone: 'Можна також зателефонувати: {phoneNumber}, і набрати {callId} та решітку (#).',
};
