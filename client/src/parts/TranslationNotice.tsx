// Says that a computer has translated the page, as long as nobody has reviewed it, and where to tell of a fault.
import { locale } from '../language/locale.ts';
import { isReviewed } from '../language/reviews.ts';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { translationTexts } from '../language/texts/translation.ts';
import { useTexts } from '../language/useTexts.ts';

export function TranslationNotice() {
  const t = useTexts(translationTexts);
  const common = useTexts(everywhereTexts);
  const language = useTexts(locale);
  if (isReviewed(language)) return null;
  return (
    <p class="translation-notice soft">
      {t.machineMade} {/* In a tab of its own: who waits in the lobby must not leave the page. */}
      <a href="/tillganglighet#report" target="_blank" rel="noopener" title={common.opensInTab}>
        {t.tell}
      </a>
      . {t.how}
    </p>
  );
}
