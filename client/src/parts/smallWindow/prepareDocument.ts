// Gives a window that the page has opened what the page has: its style sheets, language and direction, and a title.
import { directionOf } from '../../language/languages.ts';
import { locale } from '../../language/locale.ts';

/** @returns a function that ends following the page's language. */
export function prepareDocument(page: Document, titleNow: () => string): () => void {
  // They have the same addresses, so the browser has them already.
  for (const style of document.querySelectorAll<HTMLElement>('link[rel="stylesheet"], style')) {
    const copy = page.importNode(style, true);
    if (style instanceof HTMLLinkElement) (copy as HTMLLinkElement).href = style.href;
    page.head.append(copy);
  }
  return locale.subscribe((language) => {
    Object.assign(page.documentElement, { lang: language, dir: directionOf(language) });
    page.title = titleNow();
  });
}
