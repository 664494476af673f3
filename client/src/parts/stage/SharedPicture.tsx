// What somebody shares; or why it is not seen, and what to do about it.
import { useState } from 'preact/hooks';
import { roomTexts } from '../../language/texts/room.ts';
import { screenTexts } from '../../language/texts/screen.ts';
import { useTexts } from '../../language/useTexts.ts';
import { MediaVideo } from './MediaVideo.tsx';

interface SharedPictureProps {
  track: MediaStreamTrack | undefined;
  arePicturesShown: boolean;
  onShowPictures: (isShown: boolean) => void;
}

export function SharedPicture({ track, arePicturesShown, onShowPictures }: SharedPictureProps) {
  const t = useTexts(screenTexts);
  const room = useTexts(roomTexts);
  const [hasPicture, setHasPicture] = useState(false);
  if (!arePicturesShown) {
    return (
      <div class="screen-words">
        <p>{t.notSeen}</p>
        <button type="button" class="button is-plain" onClick={() => onShowPictures(true)}>
          {room.showPictures}
        </button>
      </div>
    );
  }
  return (
    <>
      {track && <MediaVideo track={track} source="screen" onPicture={() => setHasPicture(true)} />}
      {!hasPicture && (
        <div class="screen-words">
          <span class="screen-spinner" aria-hidden="true" />
          <p>{t.coming}</p>
        </div>
      )}
    </>
  );
}
