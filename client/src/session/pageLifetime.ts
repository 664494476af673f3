// Closing the tab and Back are leaving too, and what comes out of the browser's cache begins anew.

/** @returns what ends it. */
export function watchPageLifetime(onHidden: () => void): () => void {
  // Taken out of the browser's back/forward cache, the page has no socket any more.
  const onShown = (event: PageTransitionEvent) => {
    if (event.persisted) location.reload();
  };
  addEventListener('pagehide', onHidden);
  addEventListener('pageshow', onShown);
  return () => {
    removeEventListener('pagehide', onHidden);
    removeEventListener('pageshow', onShown);
  };
}
