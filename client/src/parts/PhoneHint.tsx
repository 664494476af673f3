// The dial-in number, for those whose browser or network fails.
import { phoneHintTexts } from '../language/texts/phoneHint.ts';
import { unbroken, unbrokenDigits } from '../language/unbroken.ts';
import { useTexts } from '../language/useTexts.ts';
import type { MeetingStore } from '../session/meetingStore.ts';
import { useStore } from './useStore.ts';

export function PhoneHint({ meeting }: { meeting: MeetingStore }) {
  const t = useTexts(phoneHintTexts);
  const phoneNumber = useStore(meeting, (state) => state.phoneNumber);
  const callId = useStore(meeting, (state) => state.callId);
  const pin = useStore(meeting, (state) => state.dialInPin);
  if (phoneNumber === null) return null;
  const digits = unbroken([unbrokenDigits(callId), pin].filter(Boolean).join(' '));
  return <p>{t.orByPhone({ phoneNumber: unbroken(phoneNumber), callId: digits })}</p>;
}
