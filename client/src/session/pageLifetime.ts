// Closing the tab or going back also leaves the meeting; a page from the back/forward cache reloads.

/** @returns a function that stops it. */
export function watchPageLifetime(onHidden: () => void): () => void {
  // A page restored from the back/forward cache has lost its socket.
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
