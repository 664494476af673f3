// A tile: a person by video or initials, or a shared screen; with name, state and tools.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { Hand, MicOff, Phone, Pin, PinOff } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { roomTexts } from '../../language/texts/room.ts';
import { screenTexts } from '../../language/texts/screen.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { ItemKey, StageItem } from '../../session/layout.ts';
import type { RemoteParticipant } from '../../session/meetingStore.ts';
import type { VideoTiles } from '../../session/videoTiles.ts';
import { Icon } from '../Icon.tsx';
import { Initials } from '../Initials.tsx';
import { memo } from '../memo.ts';
import { ConnectionMark } from './ConnectionMark.tsx';
import { MediaVideo } from './MediaVideo.tsx';
import { ScreenTools } from './ScreenTools.tsx';

interface TileProps {
  itemKey: ItemKey;
  participant: RemoteParticipant;
  source: StageItem['source'];
  tiles: VideoTiles;
  /** Whether video is received at all. */
  arePicturesShown: boolean;
  isLarge: boolean;
  isPinned: boolean;
  /** Whether there are other tiles. */
  canPin: boolean;
  isSpeaking: boolean;
  onPin: (key: ItemKey | undefined) => void;
  onWriteTo: (id: ParticipantId) => void;
}

/** A meeting has many tiles, and a change of speaker or an arrival concerns only one or two. */
export const Tile = memo((props: TileProps) => {
  const { itemKey, participant, source, tiles, arePicturesShown } = props;
  const { isLarge, isPinned, canPin, isSpeaking, onPin, onWriteTo } = props;
  const t = useTexts(roomTexts);
  const screen = useTexts(screenTexts);
  const [isZoomed, setIsZoomed] = useState(false);
  const place = useRef<HTMLLIElement>(null);
  const { id, name, profession, tracks, handRaisedAt, connection, speaksByPhone } = participant;
  const isScreen = source === 'screen';
  const track = tracks[source];
  const mediaTrack = track?.mediaTrack;
  const picture = track?.isPaused || !arePicturesShown ? undefined : mediaTrack;
  useEffect(() => {
    if (!mediaTrack || !place.current) return undefined;
    return tiles.add({ element: place.current, participantId: id, source });
  }, [tiles, mediaTrack, id, source]);
  const isMicrophoneOff = !isScreen && (!tracks.microphone || tracks.microphone.isPaused);
  const title = isScreen ? screen.screenOf({ name }) : name;
  const states = [isLarge && 'is-large', isSpeaking && 'is-speaking', isZoomed && 'is-zoomed'];
  return (
    <li
      class={`tile ${isScreen ? 'is-screen' : ''} ${states.filter(Boolean).join(' ')}`}
      ref={place}
      {...(isScreen ? { 'data-screen-of': id } : { 'data-participant': id })}
    >
      {picture ? (
        <MediaVideo track={picture} source={source} />
      ) : (
        <Initials name={name} id={id} kind={participant.kind} />
      )}
      <div class="tile-tools">
        {isScreen && isLarge && (
          <ScreenTools place={place} isZoomed={isZoomed} onZoom={() => setIsZoomed(!isZoomed)} />
        )}
        {canPin && (
          <button
            type="button"
            class="tile-button"
            aria-label={(isPinned ? t.unpinWhat : t.pinWhat)({ name: title })}
            aria-pressed={isPinned}
            onClick={() => onPin(isPinned ? undefined : itemKey)}
          >
            <Icon node={isPinned ? PinOff : Pin} />
            <span class="tile-button-words">{isPinned ? t.unpin : t.pin}</span>
          </button>
        )}
      </div>
      <div class="tile-label">
        <button
          type="button"
          class="tile-words"
          title={t.writeTo({ name })}
          onClick={() => onWriteTo(id)}
        >
          <span class="tile-name">{title}</span>
          {profession && !isScreen && <span class="tile-profession">{profession}</span>}
        </button>
        {!isScreen && <ConnectionMark connection={connection} />}
        {handRaisedAt !== null && !isScreen && (
          <>
            <Icon node={Hand} class="tile-hand" />
            <span class="visually-hidden">{t.handIsUp}</span>
          </>
        )}
        {speaksByPhone && !isScreen && (
          <>
            <Icon node={Phone} />
            <span class="visually-hidden">{t.speaksByPhone}</span>
          </>
        )}
        {isMicrophoneOff && (
          <>
            <Icon node={MicOff} />
            <span class="visually-hidden">{t.microphoneOff}</span>
          </>
        )}
      </div>
    </li>
  );
});
