// For a page whose code could not be loaded: no network, or the service was updated meanwhile.
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { useTexts } from '../language/useTexts.ts';
import { CardPage } from '../parts/CardPage.tsx';

export function LoadFailedPage() {
  const t = useTexts(everywhereTexts);
  return (
    <CardPage title={t.loadFailedTitle}>
      <p>{t.loadFailed}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={() => location.reload()}>
          {t.reload}
        </button>
      </div>
    </CardPage>
  );
}
