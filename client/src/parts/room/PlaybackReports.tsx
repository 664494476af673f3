// Tells the others how they are seen and heard on this page, as long as it shows the meeting.
import { useEffect } from 'preact/hooks';
import type { RemoteSound } from '../../media/remoteSound.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { isAudioByPhone } from '../../session/microphone.ts';
import { startPlaybackReports } from '../../session/playbackReports.ts';

const isSmallWindowOpen = () =>
  Boolean(window.documentPictureInPicture?.window ?? document.pictureInPictureElement);

interface PlaybackReportsProps {
  session: MeetingSession;
  sound: RemoteSound;
}

export function PlaybackReports({ session, sound }: PlaybackReportsProps) {
  useEffect(
    () =>
      startPlaybackReports({
        ...session.playback,
        meeting: session.meeting,
        isSoundBlocked: () => sound.store.getState().isBlocked,
        isAudioByPhone: () => isAudioByPhone(session.meeting.getState()),
        isHidden: () => document.visibilityState === 'hidden',
        isSmallWindowOpen,
      }),
    [session, sound],
  );
  return null;
}
