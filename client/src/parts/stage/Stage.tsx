// Everybody and what they share: all the same size, or one large and the others beside it; the self view in a corner.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { roomTexts } from '../../language/texts/room.ts';
import { useTexts } from '../../language/useTexts.ts';
import { itemsOf, type ItemKey, largeItemOf, type ViewChoice } from '../../session/layout.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import { createStageSpeaker } from '../../session/stageSpeaker.ts';
import { isInMeeting } from '../../session/sessionState.ts';
import { fitTiles } from './fitTiles.ts';
import { SelfView } from './SelfView.tsx';
import { Tile } from './Tile.tsx';
import { useStore } from '../useStore.ts';

const GAP = 12;

interface StageProps {
  session: MeetingSession;
  choice: ViewChoice;
  pinned: ItemKey | undefined;
  onPin: (key: ItemKey | undefined) => void;
  onWriteTo: (id: ParticipantId) => void;
  isInert: boolean;
}

export function Stage(props: StageProps) {
  const { session, choice, pinned, onPin, onWriteTo, isInert } = props;
  const t = useTexts(roomTexts);
  const others = useStore(session.meeting, (state) => state.others);
  const speakerIds = useStore(session.meeting, (state) => state.speakerIds);
  const arePicturesShown = useStore(session.meeting, ({ remoteVideo }) => remoteVideo === 'shown');
  const speaker = useStageSpeaker(session);
  const list = useRef<HTMLUListElement>(null);
  const area = useArea(list);

  useEffect(() => session.remoteVideo.tiles.setCovered(isInert), [session, isInert]);
  const items = itemsOf(others);
  const large = largeItemOf(items, choice, pinned, speaker);
  const isAlone = useStore(
    session.meeting,
    ({ sessionState }) => isInMeeting(sessionState) && others.length === 0,
  );
  const fit = area && fitTiles(Math.max(items.length, 1), area, GAP);
  const rows = fit ? Math.ceil(items.length / fit.columns) : 1;
  const isScrolling =
    large !== undefined || (fit && rows * (fit.height + GAP) - GAP > (area?.height ?? 0));
  return (
    <div class="stage" inert={isInert}>
      <ul
        class={`tiles ${large ? 'has-large' : ''}`}
        ref={list}
        // Where it scrolls, it must be reachable with the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={isScrolling ? 0 : undefined}
        aria-label={t.peopleHeading}
        style={
          fit && {
            '--tile-width': `${fit.width}px`,
            '--tile-height': `${fit.height}px`,
            '--beside': String(Math.max(items.length - 1, 1)),
          }
        }
      >
        {items.map((item) => (
          <Tile
            key={item.key}
            itemKey={item.key}
            participant={item.participant}
            source={item.source}
            tiles={session.remoteVideo.tiles}
            arePicturesShown={arePicturesShown}
            isLarge={item.key === large?.key}
            isPinned={item.key === pinned}
            canPin={
              items.length > 1 &&
              (item.source === 'camera' || item.key !== large?.key || item.key === pinned)
            }
            isSpeaking={item.source === 'camera' && speakerIds.includes(item.participant.id)}
            onPin={onPin}
            onWriteTo={onWriteTo}
          />
        ))}
        {isAlone && <SelfView session={session} isAlone />}
      </ul>
      {!isAlone && <SelfView session={session} isAlone={false} />}
    </div>
  );
}

/** The area available for tiles, in whole pixels. */
function useArea(list: { current: HTMLElement | null }) {
  const [area, setArea] = useState<{ width: number; height: number }>();
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const measure = () => {
      // clientWidth excludes a scrollbar but rounds: half a pixel too much, and one column less fits.
      const box = element.getBoundingClientRect();
      setArea({
        width: Math.floor(Math.min(element.clientWidth, box.width)),
        height: Math.floor(Math.min(element.clientHeight, box.height)),
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return area;
}

function useStageSpeaker({ meeting }: MeetingSession): ParticipantId | undefined {
  const [speaker, setSpeaker] = useState<ParticipantId>();
  useEffect(() => {
    const stageSpeaker = createStageSpeaker(setSpeaker);
    const listen = () => {
      const { speakerIds, me } = meeting.getState();
      // Nobody needs to be told what they say themselves.
      stageSpeaker.heard(speakerIds.filter((id) => id !== me?.id));
    };
    const unsubscribe = meeting.subscribe(({ speakerIds }, before) => {
      if (speakerIds !== before.speakerIds) listen();
    });
    listen();
    return () => {
      unsubscribe();
      stageSpeaker.stop();
    };
  }, [meeting]);
  return speaker;
}
