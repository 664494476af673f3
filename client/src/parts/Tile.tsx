// One person in the meeting: picture or initials, name, profession, and whether the microphone is off.
import { MicOff } from 'lucide';
import { roomTexts } from '../language/texts/room.ts';
import { useTexts } from '../language/useTexts.ts';
import { Icon } from './Icon.tsx';
import { Initials } from './Initials.tsx';
import { MediaVideo } from './MediaVideo.tsx';

interface TileProps {
  /** The participant's id, or `me`. */
  participant: string;
  /** What the initials and their tone come from. */
  id: string;
  name: string;
  label: string;
  profession: string;
  camera: MediaStreamTrack | undefined;
  isMicrophoneOff: boolean;
}

export function Tile(props: TileProps) {
  const t = useTexts(roomTexts);
  return (
    <li class="tile" data-participant={props.participant}>
      {props.camera ? (
        <MediaVideo track={props.camera} source="camera" isMirrored={props.participant === 'me'} />
      ) : (
        <Initials name={props.name} id={props.id} />
      )}
      <div class="tile-label">
        <span class="tile-words">
          <span class="tile-name">{props.label}</span>
          {props.profession && <span class="tile-profession">{props.profession}</span>}
        </span>
        {props.isMicrophoneOff && (
          <>
            <Icon node={MicOff} />
            <span class="visually-hidden">{t.microphoneOff}</span>
          </>
        )}
      </div>
    </li>
  );
}
