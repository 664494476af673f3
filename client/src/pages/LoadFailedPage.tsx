// For a page whose code could not be loaded: no network, or the service was updated meanwhile.
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { useTexts } from '../language/useTexts.ts';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';

export function LoadFailedPage() {
  const t = useTexts(everywhereTexts);
  return (
    <PageFrame isNarrow>
      <div class="card stack">
        <PageHeading text={t.loadFailedTitle} />
        <p>{t.loadFailed}</p>
        <div class="buttons">
          <button type="button" class="button" onClick={() => location.reload()}>
            {t.reload}
          </button>
        </div>
      </div>
    </PageFrame>
  );
}
