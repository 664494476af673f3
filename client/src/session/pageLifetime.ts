// Tells when the page goes out of sight, closed or kept for the browser's Back, and when that shows it again.

interface PageLifetimeListeners {
  hidden(): void;
  /** From the back/forward cache. */
  shownAgain(): void;
}

/** @returns a function that stops it. */
export function watchPageLifetime({ hidden, shownAgain }: PageLifetimeListeners): () => void {
  const onShown = (event: PageTransitionEvent) => {
    if (event.persisted) shownAgain();
  };
  addEventListener('pagehide', hidden);
  addEventListener('pageshow', onShown);
  return () => {
    removeEventListener('pagehide', hidden);
    removeEventListener('pageshow', onShown);
  };
}
