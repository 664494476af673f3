// Fetches a style sheet that the page does not need at first.

/** For a network that is away just then. */
const RETRY_AFTER_MS = 5_000;

/** Tried until it is there. */
export function addStyleSheet(address: string): void {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = address;
  link.addEventListener('error', () => {
    link.remove();
    setTimeout(() => addStyleSheet(address), RETRY_AFTER_MS);
  });
  document.head.append(link);
}
