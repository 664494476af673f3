// What one can do with a tile: show it large, hear its person louder or quieter, and look closer at a shared screen.
import { PictureInPicture2, Pin, PinOff, Volume } from 'lucide';
import type { IconNode } from 'lucide';
import { useState } from 'preact/hooks';
import { connectionTexts } from '../../language/texts/connection.ts';
import { tileTexts } from '../../language/texts/tile.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { RemoteSound } from '../../media/remoteSound.ts';
import type { ItemKey } from '../../session/layout.ts';
import { type Pins, togglePin } from '../../session/pins.ts';
import type { MeetingSession } from '../../session/meetingSession.ts';
import type { RemoteParticipant } from '../../session/meetingStore.ts';
import { Icon } from '../Icon.tsx';
import { useStore } from '../useStore.ts';
import { nextVolume } from './nextVolume.ts';
import { ScreenTools } from './ScreenTools.tsx';

/** A loudspeaker, and where its waves would be, the sign that a finger finds sooner than one wave more or less. */
const QUIETER: IconNode = [...Volume, ['path', { d: 'M16 12h6' }]];
const LOUDER: IconNode = [...QUIETER, ['path', { d: 'M19 9v6' }]];

interface TileToolsProps {
  itemKey: ItemKey;
  participant: RemoteParticipant;
  isScreen: boolean;
  isLarge: boolean;
  /** Of a shared screen, something has been seen: before, there is nothing to look closer at. */
  hasPicture: boolean;
  isPinned: boolean;
  canPin: boolean;
  /** Pins it, or takes the pin away. */
  onPin: (change: (pins: Pins) => Pins) => void;
  session: MeetingSession;
  /** Undefined where nothing can be made louder. */
  sound: RemoteSound | undefined;
  place: { current: HTMLElement | null };
  isZoomed: boolean;
  onZoom: () => void;
}

export function TileTools(props: TileToolsProps) {
  const { itemKey, participant, isScreen, isLarge, isPinned, canPin, onPin, sound } = props;
  const t = useTexts(tileTexts);
  const connectionWords = useTexts(connectionTexts);
  const { id, name, connection, tracks } = participant;
  const what = isScreen ? t.screenOf({ name }) : name;
  return (
    <div class="tile-tools">
      {connection === 'poor' && !isScreen && (
        <span class="tile-note is-weak">{connectionWords.poor}</span>
      )}
      {isScreen && isLarge && props.hasPicture && (
        <ScreenTools place={props.place} isZoomed={props.isZoomed} onZoom={props.onZoom} />
      )}
      {sound && tracks.microphone && <VolumeTools sound={sound} id={id} name={name} />}
      {!isScreen && (isLarge || participant.isSigning) && tracks.camera && (
        <OwnWindowTool session={props.session} id={id} name={name} />
      )}
      {canPin && (
        <Tool
          node={isPinned ? PinOff : Pin}
          words={(isPinned ? t.unpinWhat : t.pinWhat)({ name: what })}
          tooltip={isPinned ? t.unpin : t.pin}
          isOn={isPinned}
          onClick={() => onPin((pins) => togglePin(pins, itemKey))}
        />
      )}
    </div>
  );
}

interface VolumeToolsProps {
  sound: RemoteSound;
  id: RemoteParticipant['id'];
  name: string;
}

function VolumeTools({ sound, id, name }: VolumeToolsProps) {
  const t = useTexts(tileTexts);
  const volume = useStore(sound.store, ({ volumes }) => volumes.get(id) ?? 1);
  const quieter = nextVolume(volume, -1);
  const louder = nextVolume(volume, 1);
  return (
    <>
      <output class={volume === 1 ? 'visually-hidden' : 'tile-note'}>
        {volume === 1 ? '' : t.volume({ percent: Math.round(volume * 100) })}
      </output>
      <Tool
        node={QUIETER}
        words={t.quieterWhat({ name })}
        tooltip={t.quieter}
        isDisabled={quieter === volume}
        onClick={() => void sound.setVolume(id, quieter).catch(() => undefined)}
      />
      <Tool
        node={LOUDER}
        words={t.louderWhat({ name })}
        tooltip={t.louder}
        isDisabled={louder === volume}
        onClick={() => void sound.setVolume(id, louder).catch(() => undefined)}
      />
    </>
  );
}

interface OwnWindowToolProps {
  session: MeetingSession;
  id: RemoteParticipant['id'];
  name: string;
}

function OwnWindowTool({ session, id, name }: OwnWindowToolProps) {
  const t = useTexts(tileTexts);
  const [isRefused, setIsRefused] = useState(false);
  const open = async () => {
    const { openPersonWindow } = await import('../smallWindow/personWindow.tsx');
    setIsRefused(!(await openPersonWindow(session, id)));
  };
  return (
    <>
      <span role="alert" class={isRefused ? 'tile-note' : 'visually-hidden'}>
        {isRefused && t.noOwnWindow}
      </span>
      <Tool
        node={PictureInPicture2}
        words={t.ownWindowWhat({ name })}
        tooltip={t.ownWindow}
        onClick={() => void open().catch(() => setIsRefused(true))}
      />
    </>
  );
}

interface ToolProps {
  node: IconNode;
  words: string;
  tooltip: string;
  isOn?: boolean;
  /** It stays focusable, so that the focus is not lost at the last step. */
  isDisabled?: boolean;
  onClick: () => void;
}

function Tool({ node, words, tooltip, isOn = false, isDisabled = false, onClick }: ToolProps) {
  return (
    <button
      type="button"
      class={isOn ? 'tile-button is-on' : 'tile-button'}
      aria-label={words}
      title={tooltip}
      aria-disabled={isDisabled}
      onClick={onClick}
    >
      <Icon node={node} />
    </button>
  );
}
