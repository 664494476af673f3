// What the small window shows: the one who speaks or what is shared, one's own microphone, camera and hand, and the way back.
import { PictureInPicture2 } from 'lucide';
import { smallWindowTexts } from '../../language/texts/smallWindow.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { Featured } from '../../session/featured.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { nameOfMeeting } from '../../session/nameOfMeeting.ts';
import { useCaptionParts } from '../captions/useCaptionParts.ts';
import { DeviceToggles } from '../devices/DeviceToggles.tsx';
import { Icon } from '../Icon.tsx';
import { HandButton } from '../room/HandButton.tsx';
import { useStore } from '../useStore.ts';
import { Shown } from './Shown.tsx';

interface SmallMeetingProps {
  session: MeetingSession;
  featured: Featured;
  /** The window that it is in. */
  place: Window;
  onBack: () => void;
}

export function SmallMeeting({ session, featured, place, onBack }: SmallMeetingProps) {
  const t = useTexts(smallWindowTexts);
  const item = useStore(featured.store, (state) => state.item);
  const name = useStore(session.meeting, nameOfMeeting);
  return (
    <div class="small-meeting">
      <main class="small-stage">
        <h1 class="visually-hidden">{name}</h1>
        {item ? (
          <Shown key={item.key} session={session} item={item} place={place} />
        ) : (
          <p class="small-alone">{t.alone}</p>
        )}
      </main>
      <SmallCaptions session={session} />
      <section class="room-toggles" aria-label={t.controls}>
        <DeviceToggles session={session} />
        <HandButton session={session} />
        <button type="button" class="toggle" onClick={onBack}>
          <Icon node={PictureInPicture2} />
          <span class="toggle-words">{t.back}</span>
        </button>
      </section>
    </div>
  );
}

/** The words that are said, for those who read them in the meeting too. */
function SmallCaptions({ session }: { session: MeetingSession }) {
  const parts = useCaptionParts(session.meeting);
  return parts ? <parts.SmallCaptions session={session} /> : null;
}
