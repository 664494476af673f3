// English: text that offers the telephone to whoever cannot be in a meeting by browser.
import type { TranslationOf } from '../defineTexts.ts';
import type { phoneHintTexts } from '../texts/phoneHint.ts';

export const phoneHint: TranslationOf<typeof phoneHintTexts> = {
  orByPhone: 'You can also call {phoneNumber} and enter {callId} followed by hash (#).',
};
