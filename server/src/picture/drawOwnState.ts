// What a room's people have to know of their own room: there is no other sign of it in front of them.
import { COLOURS } from './colours.ts';
import type { Bitmap } from './drawing.ts';
import type { PlacedBitmap } from './drawnPicture.ts';
import type { Size } from './layout.ts';
import type { Lettering } from './lettering.ts';
import { Pen } from './pen.ts';
import type { OwnState } from './scene.ts';
import { SCENE_TEXTS } from './sceneTexts.ts';

/** In 720ths of the picture's height; see `drawCard.ts`. */
const WORDS = 36;
const SIGN = 42;
const INSET = 10;
const PAD = 10;

/** At the top left, one below the other. */
export async function drawOwnState(
  { isMuted, isHandRaised }: OwnState,
  size: Size,
  lettering: Lettering,
): Promise<PlacedBitmap[]> {
  const pen = new Pen(size, lettering);
  const maxWidth = size.width - pen.px(2 * INSET + 4 * PAD + SIGN);
  const words = (text: string, colour: number) =>
    pen.text(text, WORDS, 650, colour, maxWidth, 2, 'left');
  const [sign, microphone, hand] = await Promise.all([
    isMuted ? pen.sign('microphoneOff', SIGN, COLOURS.red) : undefined,
    isMuted ? words(SCENE_TEXTS.ownMicrophoneOff, COLOURS.red) : undefined,
    isHandRaised ? words(SCENE_TEXTS.ownHandRaised, COLOURS.ink) : undefined,
  ]);
  const placed: PlacedBitmap[] = [];
  let y = pen.px(INSET);
  for (const row of [[sign, microphone], [hand]]) {
    const bitmaps = row.filter((one): one is Bitmap => one !== undefined);
    if (bitmaps.length === 0) continue;
    const below = y + Math.max(...bitmaps.map(({ height }) => height)) + pen.px(PAD);
    placed.push(...(await pen.bar(bitmaps, { x: pen.px(INSET), below })));
    y = below + pen.px(INSET / 2);
  }
  return placed;
}
