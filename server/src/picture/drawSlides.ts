// A shared screen by itself, with nothing over it: what a room's second display shows.
import type { DrawnPicture } from './drawnPicture.ts';
import type { Size } from './layout.ts';
import type { SharedScreen } from './scene.ts';

export function drawSlides({ source }: SharedScreen, size: Size): DrawnPicture {
  return { size, tiles: [{ source, box: { x: 0, y: 0, ...size }, isScreen: true }], overlays: [] };
}
