// Drags one's own picture; it goes to the corner nearest to where it is dropped.
import type { Corner } from './corner.ts';
import { cornerAt } from './otherCorner.ts';

/** Less is a tap. In CSS pixels. */
const MIN_WAY = 8;

/** To be called from `pointerdown`. */
export function drag(
  start: PointerEvent,
  element: HTMLElement,
  onDrop: (corner: Corner) => void,
): void {
  if (start.button !== 0 || (start.target instanceof Element && start.target.closest('button')))
    return;
  let isMoving = false;
  // A quick hand is elsewhere before it has been seen to move.
  element.setPointerCapture(start.pointerId);

  function move(event: PointerEvent): void {
    const x = event.clientX - start.clientX;
    const y = event.clientY - start.clientY;
    if (!isMoving && Math.hypot(x, y) < MIN_WAY) return;
    isMoving = true;
    element.style.transform = `translate(${x}px, ${y}px)`;
  }

  function end(event: PointerEvent): void {
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', end);
    element.removeEventListener('pointercancel', end);
    if (!isMoving) return;
    const box = element.getBoundingClientRect();
    element.style.transform = '';
    const area = element.parentElement?.getBoundingClientRect();
    if (event.type === 'pointercancel' || area === undefined) return;
    onDrop(cornerAt({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, area));
    glide(element, box);
  }

  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', end);
  element.addEventListener('pointercancel', end);
}

/** From where it was dropped to its corner, once the page has been drawn anew. */
function glide(element: HTMLElement, from: DOMRect): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  requestAnimationFrame(() => {
    const to = element.getBoundingClientRect();
    const transform = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
    element.animate({ transform: [transform, 'none'] }, { duration: 200, easing: 'ease-out' });
  });
}
