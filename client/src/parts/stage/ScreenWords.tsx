// In place of a shared screen: that it is on its way; or that it is not received, and what to do about it.
import { happeningTexts } from '../../language/texts/happening.ts';
import { tileTexts } from '../../language/texts/tile.ts';
import { useTexts } from '../../language/useTexts.ts';

interface ScreenWordsProps {
  arePicturesShown: boolean;
  onShowPictures: (isShown: boolean) => void;
}

export function ScreenWords({ arePicturesShown, onShowPictures }: ScreenWordsProps) {
  const t = useTexts(tileTexts);
  const happening = useTexts(happeningTexts);
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
            {happening.showPictures}
          </button>
        </>
      )}
    </div>
  );
}
