// The mirrored camera picture, or why there is none.
import { Video, VideoOff } from 'lucide';
import { deviceTexts } from '../../language/texts/devices.ts';
import { useTexts } from '../../language/useTexts.ts';
import type { LocalDevice } from '../../media/localMediaStore.ts';
import { Icon } from '../Icon.tsx';
import { MediaVideo } from '../stage/MediaVideo.tsx';

export function OwnPicture({ camera }: { camera: LocalDevice }) {
  return (
    <div class={`preview-picture ${camera.type === 'failed' ? 'is-empty' : ''}`}>
      {camera.type === 'on' ? (
        <MediaVideo track={camera.mediaTrack} source="camera" isMirrored />
      ) : (
        <NoPicture camera={camera} />
      )}
    </div>
  );
}

function NoPicture({ camera }: { camera: LocalDevice }) {
  const t = useTexts(deviceTexts);
  const words =
    camera.type === 'asking'
      ? t.cameraAsking
      : camera.type === 'failed'
        ? t.cameraFailed
        : t.cameraOff;
  return (
    <div class="preview-words">
      <Icon node={camera.type === 'asking' ? Video : VideoOff} />
      <p>{words}</p>
    </div>
  );
}
