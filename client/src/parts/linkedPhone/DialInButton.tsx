// Offers the phone for audio; nothing if there is no number, or a phone is linked already.
import { Phone } from 'lucide';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { isInMeeting } from '../../session/sessionState.ts';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';

interface DialInButtonProps {
  session: MeetingSession;
  /** Closes whatever covers the instructions. */
  onClick?: () => void;
}

export function DialInButton({ session, onClick }: DialInButtonProps) {
  const t = useTexts(roomTexts);
  if (!useCanDialIn(session)) return null;
  return (
    <button
      type="button"
      class="button is-plain"
      onClick={() => {
        onClick?.();
        session.linkedPhone.requestDialIn();
      }}
    >
      <Icon node={Phone} />
      {t.requestDialIn}
    </button>
  );
}

export const useCanDialIn = ({ meeting }: MeetingSession) =>
  useStore(
    meeting,
    ({ phoneNumber, linkedPhone, sessionState }) =>
      phoneNumber !== null && linkedPhone === null && isInMeeting(sessionState),
  );
