// For addresses that lead nowhere.
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { useTexts } from '../language/useTexts.ts';
import { CardPage } from '../parts/CardPage.tsx';

export function NotFoundPage() {
  const t = useTexts(everywhereTexts);
  return (
    <CardPage title={t.notFoundTitle}>
      <p>{t.notFound}</p>
      <div class="buttons">
        <a class="button" href="/">
          {t.toStart}
        </a>
      </div>
    </CardPage>
  );
}
