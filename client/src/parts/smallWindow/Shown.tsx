// Somebody, or what they share, filling a window of its own.
import { connectionTexts } from '../../language/texts/connection.ts';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import { activityOf } from '../../session/activeIds.ts';
import { isPictureShown } from '../../session/isPictureShown.ts';
import { handQueueOf } from '../../session/hands.ts';
import type { StageItem } from '../../session/layout.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { namesOf } from '../../session/namesOf.ts';
import { Initials } from '../Initials.tsx';
import { HandBadge } from '../stage/HandBadge.tsx';
import { Mark } from '../stage/TileLabel.tsx';
import { LostWords } from '../stage/TileMarks.tsx';
import { useRoleWords } from '../useRoleWords.ts';
import { useStore } from '../useStore.ts';
import { SmallVideo } from './SmallVideo.tsx';
import { MicOff, Signal } from 'lucide';

interface ShownProps {
  session: MeetingSession;
  item: StageItem;
  place: Window;
}

export function Shown({ session, item, place }: ShownProps) {
  const { meeting, remoteVideo } = session;
  const room = useTexts(roomTexts);
  const connectionWords = useTexts(connectionTexts);
  const { participant, source } = item;
  const { id, name, kind, role, tracks, connection } = participant;
  const more = useRoleWords(role);
  const isScreen = source === 'screen';
  const isSpeaking = useStore(
    meeting,
    (state) => !isScreen && activityOf(state, participant) !== undefined,
  );
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
      {isLost && <LostWords />}
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
