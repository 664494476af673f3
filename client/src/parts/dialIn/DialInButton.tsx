// Offers the phone for audio; nothing if there is no number, or audio goes by phone already.
import { Phone } from 'lucide';
import { happeningTexts } from '../../language/texts/happening.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { isInMeeting } from '../../session/sessionState.ts';
import { Icon } from '../Icon.tsx';
import { useIsAudioByPhone } from '../devices/useMicrophoneState.ts';
import { useStore } from '../useStore.ts';

interface DialInButtonProps {
  session: MeetingSession;
  /** Closes whatever covers the instructions. */
  onClick?: () => void;
}

export function DialInButton({ session, onClick }: DialInButtonProps) {
  const t = useTexts(happeningTexts);
  if (!useCanDialIn(session)) return null;
  return (
    <button
      type="button"
      class="button is-plain"
      onClick={() => {
        onClick?.();
        session.dialIn.request();
      }}
    >
      <Icon node={Phone} />
      {t.requestDialIn}
    </button>
  );
}

export function useCanDialIn({ meeting }: MeetingSession): boolean {
  const isByPhone = useIsAudioByPhone({ meeting });
  return useStore(
    meeting,
    ({ phoneNumber, ringing, sessionState }) =>
      (phoneNumber !== null || ringing?.mayRingMe === true) &&
      !isByPhone &&
      isInMeeting(sessionState),
  );
}
