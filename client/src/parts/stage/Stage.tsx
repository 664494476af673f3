// Everybody and what they share: all the same size, or one large and the others beside it; oneself last.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { RemoteSound } from '../../media/remoteSound.ts';
import { activeIdsOf, activityOf } from '../../session/activeIds.ts';
import { handQueueOf } from '../../session/hands.ts';
import { itemsOf, mainItemsOf, type ViewChoice } from '../../session/layout.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { isPictureShown } from '../../session/isPictureShown.ts';
import type { Pins } from '../../session/pins.ts';
import { isInMeeting } from '../../session/sessionState.ts';
import { useIsAudioByPhone } from '../devices/useMicrophoneState.ts';
import { useStore } from '../useStore.ts';
import { arrange } from './arrange.ts';
import { SelfTile } from './SelfTile.tsx';
import { Tile } from './Tile.tsx';
import { UnseenVideo } from './UnseenVideo.tsx';
import { useArea } from './useArea.ts';
import { useSeveral } from './useSeveral.ts';
import { useSeats } from './useSeats.ts';
import { useStageSpeaker } from './useStageSpeaker.ts';
import { useStageTools } from './useStageTools.ts';

interface StageProps {
  session: MeetingSession;
  sound: RemoteSound;
  choice: ViewChoice;
  pinned: Pins;
  onPin: (change: (pins: Pins) => Pins) => void;
  onWriteTo: (id: ParticipantId) => void;
  onShowPeople: () => void;
  isInert: boolean;
}

export function Stage(props: StageProps) {
  const { session, sound, choice, pinned, onPin, onWriteTo, onShowPeople, isInert } = props;
  const { meeting, remoteVideo } = session;
  const t = useTexts(roomTexts);
  const others = useStore(meeting, (state) => state.others);
  const me = useStore(meeting, (state) => state.me);
  const speakerIds = useStore(meeting, (state) => state.speakerIds);
  const writingIds = useStore(meeting, (state) => state.writingIds);
  const spotlightIds = useStore(meeting, (state) => state.spotlightIds);
  const active = { speakerIds, writingIds, others, me };
  const shownPictures = useStore(meeting, (state) => state.remoteVideo);
  const isAlone = useStore(
    meeting,
    ({ sessionState }) => isInMeeting(sessionState) && others.length === 0,
  );
  const isByPhone = useIsAudioByPhone(session);
  const speaker = useStageSpeaker(meeting, choice === 'speaker');
  const tools = useStageTools();
  const [tapped, setTapped] = useState<string>();
  /** What a click was made with: only some browsers tell it with the click. */
  const pointer = useRef('');
  const list = useRef<HTMLUListElement>(null);
  const area = useArea(list);

  useEffect(() => remoteVideo.tiles.setCovered(isInert), [remoteVideo, isInert]);
  const items = itemsOf(others);
  const several = useSeveral(
    pinned.length + spotlightIds.length > 0 || others.some(({ isSigning }) => isSigning),
  );
  const wishes = { choice, pinned, spotlightIds, speaker };
  const large = (several?.largeItemsOf ?? mainItemsOf)(items, wishes);
  const keys = large.map(({ key }) => key);
  // Before the join it is not known who is there. Nothing lies over somebody who signs.
  const own = items.length > 1 || isAlone || large.length > 0 ? 'tile' : 'floating';
  const places = arrange(area, { others: items.length, large, own }, several?.fit);
  const seats = useSeats(items, places.seats, keys, activeIdsOf(active));
  const shown = new Set(seats);
  const styles = places.stylesOf(seats.map(({ key }) => keys.indexOf(key)));
  const hands = handQueueOf({ me, others });

  return (
    <div class="stage" inert={isInert}>
      {tools && <tools.GrowingTile list={list} large={keys[0]} />}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the keyboard shows a tile's tools by focusing them */}
      <ul
        class={own === 'floating' ? 'tiles is-for-two' : 'tiles'}
        ref={list}
        aria-label={t.peopleHeading}
        onPointerDown={(event) => (pointer.current = event.pointerType)}
        onClick={(event) => {
          const isFinger = pointer.current === 'touch';
          setTapped((before) => (isFinger ? tappedBy(event, before) : undefined));
        }}
      >
        {seats.map(({ key, participant, source }, index) => (
          <Tile
            key={key}
            session={session}
            itemKey={key}
            participant={participant}
            source={source}
            style={styles.seats[index]}
            tiles={remoteVideo.tiles}
            arePicturesShown={isPictureShown(shownPictures, participant, source)}
            onShowPictures={remoteVideo.setShown}
            isLarge={keys.includes(key)}
            isPinned={pinned.includes(key)}
            canPin={items.length > 1}
            isSpotlit={spotlightIds.includes(participant.id)}
            activity={source === 'camera' ? activityOf(active, participant) : undefined}
            handNumber={source === 'camera' ? hands.indexOf(participant.id) + 1 : 0}
            isTapped={key === tapped}
            tools={tools}
            sound={isByPhone ? undefined : sound}
            onPin={onPin}
            onWriteTo={onWriteTo}
          />
        ))}
        {styles.own !== undefined && (
          <SelfTile
            session={session}
            isAlone={isAlone}
            isFloating={own === 'floating'}
            style={styles.own}
            handNumber={me ? hands.indexOf(me.id) + 1 : 0}
            isSpotlit={me !== undefined && spotlightIds.includes(me.id)}
            isTapped={tapped === 'me'}
            tools={tools}
          />
        )}
        {places.isMore && tools && (
          <tools.MoreTile
            count={items.length - seats.length}
            style={styles.more}
            onShowPeople={onShowPeople}
          />
        )}
      </ul>
      {several && places.divider && (
        <several.Splitter {...places.divider} onMove={several.divide} />
      )}
      {items.map(
        (item) =>
          !shown.has(item) &&
          item.participant.tracks[item.source]?.mediaTrack && (
            <UnseenVideo
              key={item.key}
              tiles={remoteVideo.tiles}
              id={item.participant.id}
              source={item.source}
            />
          ),
      )}
    </div>
  );
}

/** A finger cannot hover: a tap shows a tile's tools, and the next one hides them. */
function tappedBy(event: MouseEvent, before: string | undefined): string | undefined {
  const { target } = event;
  if (!(target instanceof Element) || target.closest('button')) return before;
  const tile = target.closest<HTMLElement>('[data-tile]')?.dataset['tile'];
  return tile === before ? undefined : tile;
}
