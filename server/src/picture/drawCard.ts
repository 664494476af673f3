// A card: a few large words that a room's people read from four metres.
import { COLOURS } from './colours.ts';
import type { DrawnPicture, PlacedBitmap } from './drawnPicture.ts';
import type { Lettering } from './lettering.ts';
import { unitOf, type Size } from './layout.ts';
import type { Card } from './scene.ts';

/**
 * In 720ths of the picture's height. On a display of 55 inches (69 cm high), four metres away, letters of 1/24 of the
 * height are seen at 16 minutes of arc, the least that ISO 9241-303 allows for reading. A title has twice as much.
 */
const TITLE = 64;
const LINE = 40;
const MARGIN = 96;
const BRAND = 36;
const MAX_LINES = 7;

export async function drawCard(
  card: Card,
  size: Size,
  lettering: Lettering,
): Promise<DrawnPicture> {
  const unit = unitOf(size);
  const px = (units: number) => Math.round(units * unit);
  const maxWidth = size.width - px(2 * MARGIN);
  const text = (words: string, units: number, weight: number, colour: number, maxLines: number) =>
    lettering.draw({
      type: 'text',
      text: words,
      size: px(units),
      weight,
      colour,
      maxWidth,
      maxLines,
      alignment: 'left',
    });
  const [mark, brand, title, ...lines] = await Promise.all([
    lettering.draw({
      type: 'sign',
      sign: 'productMark',
      size: px(BRAND * 1.3),
      colour: COLOURS.pine,
    }),
    text('Distansmöte', BRAND, 650, COLOURS.ink, 1),
    text(card.title, TITLE, 700, COLOURS.ink, 2),
    ...card.lines.slice(0, MAX_LINES).map((line) => text(line, LINE, 450, COLOURS.inkSoft, 4)),
  ]);
  const overlays: PlacedBitmap[] = [];
  const top = px(MARGIN * 0.7);
  if (mark) overlays.push({ bitmap: mark, x: px(MARGIN), y: top });
  if (brand) {
    const y = top + Math.round(((mark?.height ?? 0) - brand.height) / 2);
    overlays.push({ bitmap: brand, x: px(MARGIN) + (mark?.width ?? 0) + px(8), y });
  }
  const words = [title, ...lines];
  const between = (at: number) => px(at === 0 ? 28 : 14);
  const height = words.reduce((sum, one, at) => sum + (one?.height ?? 0) + between(at), 0);
  let y = Math.max(px(MARGIN * 1.7), Math.round((size.height - height) / 2));
  for (const [at, bitmap] of words.entries()) {
    if (bitmap === undefined || y + bitmap.height > size.height) continue;
    overlays.push({ bitmap, x: px(MARGIN) - Math.floor(px(at === 0 ? TITLE : LINE) / 8), y });
    y += bitmap.height + between(at);
  }
  return { size, tiles: [], overlays };
}
