// For addresses that lead nowhere.
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { useTexts } from '../language/useTexts.ts';
import { PageFrame } from '../parts/PageFrame.tsx';
import { PageHeading } from '../parts/PageHeading.tsx';

export function NotFoundPage() {
  const t = useTexts(everywhereTexts);
  return (
    <PageFrame isNarrow>
      <div class="card stack">
        <PageHeading text={t.notFoundTitle} />
        <p>{t.notFound}</p>
        <div class="buttons">
          <a class="button" href="/">
            {t.toStart}
          </a>
        </div>
      </div>
    </PageFrame>
  );
}
