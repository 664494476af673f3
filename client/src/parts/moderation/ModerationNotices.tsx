// What only conveners are told while the meeting goes on.
import type { MeetingSession } from '../../session/meetingSession.ts';
import { LobbyPill } from './LobbyPill.tsx';
import { RoomPictureNotice } from './RoomPictureNotice.tsx';

interface ModerationNoticesProps {
  session: MeetingSession;
  onShowPeople: () => void;
}

export function ModerationNotices({ session, onShowPeople }: ModerationNoticesProps) {
  return (
    <>
      <LobbyPill session={session} onShowPeople={onShowPeople} />
      <RoomPictureNotice session={session} />
    </>
  );
}
