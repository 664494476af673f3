// What a compositor is to put together for a room: sources in boxes, with bitmaps over them.
import type { Bitmap } from './drawing.ts';
import type { Box, Size } from './layout.ts';
import type { SceneSource } from './scene.ts';

export interface DrawnPicture {
  size: Size;
  tiles: { source: SceneSource; box: Box; isScreen: boolean }[];
  overlays: PlacedBitmap[];
}

export interface PlacedBitmap {
  bitmap: Bitmap;
  x: number;
  y: number;
}
