// A tile: a person by video or initials, or a shared screen; with the name, and with tools when one points at it.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { RemoteSound } from '../../media/remoteSound.ts';
import type { Activity } from '../../session/activeIds.ts';
import type { ItemKey, StageItem } from '../../session/layout.ts';
import type { Pins } from '../../session/pins.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import type { RemoteParticipant } from '../../session/meetingStore.ts';
import type { VideoTiles } from '../../session/videoTiles.ts';
import { Initials } from '../Initials.tsx';
import { memo } from '../memo.ts';
import { MediaVideo } from './MediaVideo.tsx';
import type { StageTools } from './stageTools.ts';
import { TileLabel } from './TileLabel.tsx';

interface TileProps {
  session: MeetingSession;
  itemKey: ItemKey;
  participant: RemoteParticipant;
  source: StageItem['source'];
  /** Its place; undefined until the stage has been measured. */
  style: string | undefined;
  tiles: VideoTiles;
  /** Whether video is received at all. */
  arePicturesShown: boolean;
  onShowPictures: (isShown: boolean) => void;
  isLarge: boolean;
  isPinned: boolean;
  /** Whether there are other tiles. */
  canPin: boolean;
  /** Shown large for everybody by a convener. */
  isSpotlit: boolean;
  activity: Activity | undefined;
  /** The position among the raised hands, from 1; 0 while it is down. */
  handNumber: number;
  /** A finger has asked for its tools. */
  isTapped: boolean;
  tools: StageTools | null | undefined;
  /** Undefined where the audio does not come from this browser. */
  sound: RemoteSound | undefined;
  onPin: (change: (pins: Pins) => Pins) => void;
  onWriteTo: (id: ParticipantId) => void;
}

/** A meeting has many tiles, and a change of speaker or an arrival concerns only one or two. */
export const Tile = memo((props: TileProps) => {
  const { itemKey, participant, source, style, tiles, arePicturesShown, tools } = props;
  const { isLarge, activity, handNumber } = props;
  /** The shared screen of which something has been seen. */
  const [seenTrack, setSeenTrack] = useState<MediaStreamTrack>();
  const [isZoomed, setIsZoomed] = useState(false);
  const place = useRef<HTMLLIElement>(null);
  const { id, name, kind, tracks, connection } = participant;
  const isScreen = source === 'screen';
  const track = tracks[source];
  const mediaTrack = track?.mediaTrack;
  useEffect(() => {
    if (!mediaTrack || !place.current) return undefined;
    return tiles.add({ element: place.current, participantId: id, source });
  }, [tiles, mediaTrack, id, source]);
  // Otherwise the last picture would stand there as if somebody sat still.
  const isLost = connection === 'lost';
  const picture = track?.isPaused || !arePicturesShown || isLost ? undefined : mediaTrack;
  const hasPicture = picture !== undefined && picture === seenTrack;
  const states = [
    isScreen && 'is-screen',
    isLarge && 'is-large',
    activity && 'is-speaking',
    handNumber > 0 && 'has-hand',
    isZoomed && 'is-zoomed',
    props.isTapped && 'is-tapped',
  ];
  return (
    <li
      class={`tile ${states.filter(Boolean).join(' ')}`}
      style={style}
      ref={place}
      data-tile={itemKey}
      {...(isScreen ? { 'data-screen-of': id } : { 'data-participant': id })}
    >
      {isScreen ? (
        <>
          {picture && (
            <MediaVideo
              track={picture}
              source="screen"
              onPicture={() => setSeenTrack(mediaTrack)}
            />
          )}
          {tools && !hasPicture && (
            <tools.ScreenWords
              arePicturesShown={arePicturesShown}
              onShowPictures={props.onShowPictures}
            />
          )}
        </>
      ) : (
        <>
          {/* Below the picture, until its first frame is there. */}
          <Initials name={name} id={id} kind={kind} />
          {tools && isLost && <tools.LostWords />}
          {picture && <MediaVideo track={picture} source="camera" />}
        </>
      )}
      {tools && handNumber > 0 && <tools.HandBadge number={handNumber} />}
      {name && (
        <TileLabel
          participant={participant}
          isScreen={isScreen}
          isPinned={props.isPinned}
          isSpotlit={props.isSpotlit}
          activity={activity}
          tools={tools}
          onWriteTo={props.onWriteTo}
        />
      )}
      {tools && name && (
        <tools.TileTools
          itemKey={itemKey}
          participant={participant}
          isScreen={isScreen}
          isLarge={isLarge}
          hasPicture={hasPicture}
          isPinned={props.isPinned}
          canPin={props.canPin && (!isScreen || !isLarge || props.isPinned)}
          onPin={props.onPin}
          session={props.session}
          sound={isScreen ? undefined : props.sound}
          place={place}
          isZoomed={isZoomed}
          onZoom={() => setIsZoomed(!isZoomed)}
        />
      )}
    </li>
  );
});
