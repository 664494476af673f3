// What only conveners are told while the meeting goes on.
import type { MeetingSession } from '../../session/meetingSession.ts';
import { LobbyNotice } from './LobbyNotice.tsx';
import { RoomPictureNotice } from './RoomPictureNotice.tsx';

export function ModerationNotices({ session }: { session: MeetingSession }) {
  return (
    <>
      <LobbyNotice session={session} />
      <RoomPictureNotice session={session} />
    </>
  );
}
