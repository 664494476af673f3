// The way to the next page of a long list, and back.
import { spaceListTexts } from '../../language/texts/spaceList.ts';
import { useTexts } from '../../language/useTexts.ts';

interface PagerProps {
  page: number;
  pages: number;
  /** Where each page has a URL of its own. */
  hrefOf?: (page: number) => string;
  /** Where it has none. */
  onTurn?: (page: number) => void;
}

export function Pager({ page, pages, hrefOf, onTurn }: PagerProps) {
  const t = useTexts(spaceListTexts);
  if (pages < 2) return null;
  const link = (to: number, words: string) => {
    if (to < 1 || to > pages) {
      return (
        <span class="button is-plain is-absent" aria-hidden="true">
          {words}
        </span>
      );
    }
    return hrefOf ? (
      <a class="button is-plain" href={hrefOf(to)}>
        {words}
      </a>
    ) : (
      <button type="button" class="button is-plain" onClick={() => onTurn?.(to)}>
        {words}
      </button>
    );
  };
  return (
    <nav class="pager" aria-label={t.pages}>
      {link(page - 1, t.previous)}
      <p class="digits">{t.page({ page, pages })}</p>
      {link(page + 1, t.next)}
    </nav>
  );
}
