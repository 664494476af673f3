// The one h1 of a view: it names the browser's tab, and takes the focus when one has come here by a click.
import { useLayoutEffect } from 'preact/hooks';
import { everywhereTexts } from '../language/texts/everywhere.ts';
import { useTexts } from '../language/useTexts.ts';
import { focusHeading } from './headingFocus.ts';

// On the very first view of a visit the browser's own starting point is the right one.
let isFirstView = true;

interface PageHeadingProps {
  text: string;
  class?: string;
}

export function PageHeading({ text, class: more = '' }: PageHeadingProps) {
  const t = useTexts(everywhereTexts);

  useLayoutEffect(() => {
    document.title = t.tabTitle({ page: text });
  }, [t, text]);

  useLayoutEffect(() => {
    if (!isFirstView) focusHeading();
    isFirstView = false;
  }, []);

  return (
    <h1 tabIndex={-1} class={more}>
      {text}
    </h1>
  );
}
