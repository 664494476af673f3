// What the small window shows: the one who speaks or what is shared, one's own microphone, camera and hand, and the way back.
import { MicOff, PictureInPicture2, Signal } from 'lucide';
import { connectionTexts } from '../../language/texts/connection.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { smallWindowTexts } from '../../language/texts/smallWindow.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { Featured } from '../../session/featured.ts';
import { isActive } from '../../session/activeIds.ts';
import { isPictureShown } from '../../session/isPictureShown.ts';
import { handQueueOf } from '../../session/hands.ts';
import type { StageItem } from '../../session/layout.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { nameOfMeeting } from '../../session/nameOfMeeting.ts';
import { namesOf } from '../../session/namesOf.ts';
import { DeviceToggles } from '../devices/DeviceToggles.tsx';
import { Icon } from '../Icon.tsx';
import { Initials } from '../Initials.tsx';
import { HandButton } from '../room/HandButton.tsx';
import { HandBadge } from '../stage/HandBadge.tsx';
import { Mark } from '../stage/TileLabel.tsx';
import { useRoleWords } from '../useRoleWords.ts';
import { useStore } from '../useStore.ts';
import { SmallVideo } from './SmallVideo.tsx';

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

interface ShownProps {
  session: MeetingSession;
  item: StageItem;
  place: Window;
}

function Shown({ session, item, place }: ShownProps) {
  const { meeting, remoteVideo } = session;
  const room = useTexts(roomTexts);
  const connectionWords = useTexts(connectionTexts);
  const { participant, source } = item;
  const { id, name, kind, role, tracks, connection } = participant;
  const more = useRoleWords(role);
  const isScreen = source === 'screen';
  const isSpeaking = useStore(meeting, (state) => !isScreen && isActive(state, id));
  const handNumber = useStore(meeting, (state) =>
    isScreen ? 0 : handQueueOf(state).indexOf(id) + 1,
  );
  const arePicturesShown = useStore(meeting, (state) =>
    isPictureShown(state.remoteVideo, participant, source),
  );
  const track = tracks[source];
  const isLost = connection === 'lost';
  const picture = track?.isPaused || !arePicturesShown || isLost ? undefined : track?.mediaTrack;
  const states = `${isSpeaking ? 'is-speaking' : ''} ${handNumber > 0 ? 'has-hand' : ''}`;
  return (
    <div class={`tile ${isScreen ? 'is-screen' : ''} ${states}`}>
      {!isScreen && <Initials name={name} id={id} kind={kind} />}
      {isLost && <span class="tile-lost">{connectionWords.lost}</span>}
      {picture && (
        <SmallVideo
          key={picture.id}
          track={picture}
          tiles={remoteVideo.tiles}
          id={id}
          source={source}
          place={place}
        />
      )}
      {handNumber > 0 && <HandBadge number={handNumber} />}
      <div class="tile-label">
        <span class="tile-words">
          <span class="tile-line">
            <span class="tile-name" dir="auto">
              {namesOf(participant)}
            </span>
            {isScreen && <span class="tile-more-words">{room.shares}</span>}
          </span>
          {more && !isScreen && <span class="tile-role">{more}</span>}
        </span>
        {connection === 'poor' && (
          <Mark node={Signal} words={connectionWords.poor} class="is-weak" />
        )}
        {!isScreen && (!tracks.microphone || tracks.microphone.isPaused) && (
          <Mark node={MicOff} words={room.microphoneOff} class="is-off" />
        )}
      </div>
    </div>
  );
}
