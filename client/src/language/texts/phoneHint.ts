// Text that offers the telephone to whoever cannot be in a meeting by browser.
import { template } from '../template.ts';
import { defineTexts } from '../defineTexts.ts';

export const phoneHintTexts = defineTexts('phoneHint', {
  orByPhone: template('Du kan också ringa {phoneNumber} och ange {callId} följt av fyrkant (#).'),
});
