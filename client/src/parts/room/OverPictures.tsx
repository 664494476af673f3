// What comes over the pictures and is not read out for it: in one line what conveners wait for, and how to call in instead.
import type { MeetingSession } from '../../session/meetingSession.ts';
import { useDialInParts } from '../dialIn/useDialInParts.ts';
import { useStore } from '../useStore.ts';
import { useModerationParts } from './useModerationParts.ts';

interface OverPicturesProps {
  session: MeetingSession;
  onShowPeople: () => void;
}

export function OverPictures({ session, onShowPeople }: OverPicturesProps) {
  const moderation = useModerationParts(session);
  const dialInParts = useDialInParts(session);
  const isCalling = useStore(session.meeting, (state) => state.dialIn !== 'closed');
  return (
    <>
      {moderation && <moderation.LobbyPill session={session} onShowPeople={onShowPeople} />}
      {dialInParts && isCalling && <dialInParts.DialInDialog session={session} />}
    </>
  );
}
