// Finnish: text that offers the telephone to whoever cannot be in a meeting by browser.
import type { GuestTextsOf } from '../defineTexts.ts';
import type { phoneHintTexts } from '../texts/phoneHint.ts';

export const phoneHint: GuestTextsOf<typeof phoneHintTexts, 'fi'> = {
  orByPhone: 'Voit myös soittaa numeroon {phoneNumber} ja näppäillä {callId} ja ruutu (#).',
};
