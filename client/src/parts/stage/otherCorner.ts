// From one corner to another: by a press, an arrow key or a drag.
import { type Corner, CORNERS } from './corner.ts';

/** Clockwise. */
export const cornerAfter = (corner: Corner): Corner =>
  CORNERS[(CORNERS.indexOf(corner) + 1) % CORNERS.length] ?? 'bottom-right';

/** In the direction of an arrow key; the same corner where there is none, undefined for other keys. */
export function cornerTowards(corner: Corner, key: string): Corner | undefined {
  const [vertical, horizontal] = corner.split('-');
  switch (key) {
    case 'ArrowUp':
      return `top-${horizontal}` as Corner;
    case 'ArrowDown':
      return `bottom-${horizontal}` as Corner;
    case 'ArrowLeft':
      return `${vertical}-left` as Corner;
    case 'ArrowRight':
      return `${vertical}-right` as Corner;
    default:
      return undefined;
  }
}

/** Nearest to a point in an area. */
export const cornerAt = (
  point: { x: number; y: number },
  area: { left: number; top: number; width: number; height: number },
): Corner =>
  `${point.y < area.top + area.height / 2 ? 'top' : 'bottom'}-${
    point.x < area.left + area.width / 2 ? 'left' : 'right'
  }`;
