// Lets a view answer the browser's Back, by an entry in the history that stands for the view itself.

const MARK = 'answersBack';

const isMarked = () => (history.state as Record<string, unknown> | null)?.[MARK] === true;

// Left over from before a reload: without this the next Back would seem to do nothing.
if (isMarked()) history.back();

/**
 * @param onBack called in place of leaving the page; every further Back calls it again.
 * @returns ends it, and takes the entry away.
 */
export function guardBack(onBack: () => void): () => void {
  const { pathname } = location;
  const mark = () => history.pushState({ ...history.state, [MARK]: true }, '');
  const answer = () => {
    // Some entries further back is meant: the router goes there.
    if (isMarked() || location.pathname !== pathname) return;
    mark();
    onBack();
  };
  if (!isMarked()) mark();
  addEventListener('popstate', answer);
  return () => {
    removeEventListener('popstate', answer);
    if (isMarked()) history.back();
  };
}
