// In place of a shared screen: that it is on its way; or that it is not received, and what to do about it.
import { roomTexts } from '../../language/texts/room.ts';
import { tileTexts } from '../../language/texts/tile.ts';
import { useTexts } from '../../language/useTexts.ts';

interface ScreenWordsProps {
  arePicturesShown: boolean;
  onShowPictures: (isShown: boolean) => void;
}

export function ScreenWords({ arePicturesShown, onShowPictures }: ScreenWordsProps) {
  const t = useTexts(tileTexts);
  const room = useTexts(roomTexts);
  return (
    <div class="screen-words">
      {arePicturesShown ? (
        <>
          <span class="screen-spinner" aria-hidden="true" />
          <p>{t.screenComing}</p>
        </>
      ) : (
        <>
          <p>{t.screenNotSeen}</p>
          <button type="button" class="button is-plain" onClick={() => onShowPictures(true)}>
            {room.showPictures}
          </button>
        </>
      )}
    </div>
  );
}
