// A tile that becomes large grows from where it was, so that one sees who it is.
const GROWS_FOR_MS = 200;

export function grow(tile: HTMLElement, before: DOMRect): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const now = tile.getBoundingClientRect();
  const move = `translate(${before.left - now.left}px, ${before.top - now.top}px)`;
  const scale = `scale(${before.width / now.width}, ${before.height / now.height})`;
  tile.animate(
    { transformOrigin: ['0 0', '0 0'], transform: [`${move} ${scale}`, 'none'], zIndex: [1, 1] },
    { duration: GROWS_FOR_MS, easing: 'ease-out' },
  );
}
