// Merges calls that come in quick succession.
/** The first call runs at once; those within the next `ms` run once, at its end. */
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
