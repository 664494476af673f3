// Puts calls that come close upon each other together.
/** The first call runs at once, those that follow within `ms` together after that: each may draw a hundred people anew. */
export function throttle(run: () => void, ms: number): () => void {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    run();
    setTimeout(() => {
      isWaiting = false;
      run();
    }, ms);
  };
}
