// A meeting's people and screen with their names, drawn for one room.
import { COLOURS } from './colours.ts';
import { drawCard } from './drawCard.ts';
import type { Bitmap } from './drawing.ts';
import type { DrawnPicture, PlacedBitmap } from './drawnPicture.ts';
import { layoutOf, type Box, type PlacedPerson, type Size } from './layout.ts';
import type { Lettering } from './lettering.ts';
import { Pen } from './pen.ts';
import type { Scene, SceneSource, ScenePerson } from './scene.ts';
import { SCENE_TEXTS } from './sceneTexts.ts';

/** In 720ths of the picture's height; see `drawCard.ts` for the least that is read from four metres. */
const NAME = 30;
/** In a tile that is most of the picture's height. */
const LARGE_NAME = 40;
const MIN_HEIGHT_FOR_LARGE = 400;
const PAD = 10;
const INSET = 10;
const FRAME = 5;
/** Below this width there is room for the name only. */
const MIN_WIDTH_FOR_ALL = 500;

/** @param isAvailable whether pictures of a source arrive: a camera that is paused is shown as a card, never frozen. */
export async function drawScene(
  scene: Scene,
  size: Size,
  isOneTile: boolean,
  isAvailable: (source: SceneSource) => boolean,
  lettering: Lettering,
): Promise<DrawnPicture> {
  if (scene.screen === undefined && scene.people.length === 0)
    return drawCard(SCENE_TEXTS.alone, size, lettering);
  const pen = new Pen(size, lettering);
  const layout = layoutOf(scene, size, isOneTile);
  const tiles: DrawnPicture['tiles'] = [];
  const parts: Promise<PlacedBitmap[]>[] = [];
  if (scene.screen !== undefined && layout.screen !== undefined) {
    tiles.push({ source: scene.screen.source, box: layout.screen.box, isScreen: true });
    const { caption } = layout.screen;
    if (caption !== undefined) parts.push(sharedBy(pen, caption, scene.screen.sharedBy));
  }
  for (const placed of layout.people) {
    const { showing } = placed.person;
    const isShown = showing.type === 'camera' && isAvailable(showing.source);
    if (isShown) tiles.push({ source: showing.source, box: placed.box, isScreen: false });
    // Alone in the picture, a card needs no ground of its own.
    const hasGround = scene.screen !== undefined || layout.people.length > 1;
    parts.push(isShown ? nameBar(pen, placed) : personCard(pen, placed, hasGround));
    if (placed.person.isSpeaking && !placed.isLarge) parts.push(frame(pen, placed.box));
  }
  if (layout.hiddenCount > 0 && !isOneTile)
    parts.push(more(pen, layout.hiddenCount, layout.screen?.caption ?? layout.people.at(-1)?.box));
  return { size, tiles, overlays: (await Promise.all(parts)).flat() };
}

/** Bottom left: microphone off, name, profession. */
async function nameBar(pen: Pen, { person, box }: PlacedPerson): Promise<PlacedBitmap[]> {
  const maxWidth = box.width - pen.px(2 * INSET + 2 * PAD);
  const isWide = box.width >= pen.px(MIN_WIDTH_FOR_ALL);
  const units = box.height >= pen.px(MIN_HEIGHT_FOR_LARGE) ? LARGE_NAME : NAME;
  const row = await rowOf(pen, person, { units, maxWidth, isWide });
  return pen.bar(row, { x: box.x + pen.px(INSET), below: box.y + box.height - pen.px(INSET) });
}

/** What stands in a name bar, from the left; what has no room is left out, the name never. */
async function rowOf(
  pen: Pen,
  person: ScenePerson,
  { units, maxWidth, isWide }: { units: number; maxWidth: number; isWide: boolean },
): Promise<Bitmap[]> {
  const row: Bitmap[] = [];
  let left = maxWidth;
  const add = (bitmap: Bitmap | undefined) => {
    if (bitmap === undefined || bitmap.width > left) return;
    row.push(bitmap);
    left -= bitmap.width + pen.px(PAD);
  };
  if (person.isMuted) add(await pen.sign('microphoneOff', units * 1.2, COLOURS.red));
  add(await pen.text(person.name, units, 650, COLOURS.ink, left, 2, 'left'));
  if (!isWide) return row;
  const lineUnits = Math.max(NAME, units * 0.8);
  if (person.profession !== undefined)
    add(await pen.line(person.profession, lineUnits, 420, COLOURS.inkSoft, maxWidth));
  if (person.isMuted)
    add(await pen.line(SCENE_TEXTS.microphoneOff, lineUnits, 420, COLOURS.red, maxWidth));
  return row;
}

/** Somebody without a picture: a sign, the name large, and what else there is room for. */
async function personCard(
  pen: Pen,
  { person, box }: PlacedPerson,
  hasGround: boolean,
): Promise<PlacedBitmap[]> {
  const isPhone = person.showing.type === 'phone';
  const tall = box.height / pen.px(1);
  const nameUnits = Math.round(Math.min(64, Math.max(NAME, tall / 9)));
  const lineUnits = Math.max(NAME, Math.round(nameUnits * 0.7));
  const width = box.width - pen.px(4 * PAD);
  const isTall = tall >= 300;
  const [ground, sign, name, profession, muted] = await Promise.all([
    hasGround ? pen.box(box, 8, COLOURS.surface) : undefined,
    pen.sign(isPhone ? 'telephone' : 'cameraOff', Math.min(150, tall * 0.3), COLOURS.pine),
    pen.text(person.name, nameUnits, 650, COLOURS.ink, width, isTall ? 2 : 1),
    isTall && person.profession !== undefined
      ? pen.text(person.profession, lineUnits, 420, COLOURS.inkSoft, width, 1)
      : undefined,
    person.isMuted ? mutedMark(pen, lineUnits, isTall) : [],
  ]);
  const stack = [[sign], [name], [profession], muted].map((row) =>
    row.filter((one): one is Bitmap => one !== undefined),
  );
  const rows = stack.filter((row) => row.length > 0);
  return [...(ground ? [{ bitmap: ground, x: box.x, y: box.y }] : []), ...pen.stack(rows, box)];
}

async function mutedMark(
  pen: Pen,
  units: number,
  hasWords: boolean,
): Promise<(Bitmap | undefined)[]> {
  return Promise.all([
    pen.sign('microphoneOff', units * 1.2, COLOURS.red),
    hasWords ? pen.line(SCENE_TEXTS.microphoneOff, units, 420, COLOURS.red, 10_000) : undefined,
  ]);
}

/** Under a shared screen: whose it is. */
async function sharedBy(pen: Pen, box: Box, name: string): Promise<PlacedBitmap[]> {
  const words = SCENE_TEXTS.sharesScreen(name);
  const bitmap = await pen.line(words, NAME, 500, COLOURS.inkSoft, box.width - pen.px(4 * PAD));
  if (bitmap === undefined) return [];
  return [
    { bitmap, x: box.x + pen.px(PAD), y: box.y + Math.round((box.height - bitmap.height) / 2) },
  ];
}

/** In the corner of the last tile, or beside the caption: how many people have no tile. */
async function more(pen: Pen, count: number, box: Box | undefined): Promise<PlacedBitmap[]> {
  if (box === undefined) return [];
  const words = await pen.line(SCENE_TEXTS.more(count), NAME, 650, COLOURS.ink, box.width);
  if (words === undefined) return [];
  const x = box.x + box.width - pen.px(INSET + 2 * PAD) - words.width;
  return pen.bar([words], { x, below: box.y + pen.px(INSET + PAD) + words.height });
}

/** Around the tile of the one who speaks, where no tile is large. */
async function frame(pen: Pen, { x, y, width, height }: Box): Promise<PlacedBitmap[]> {
  const thick = pen.px(FRAME);
  const [across, down] = await Promise.all([
    pen.box({ width, height: thick }, 0, COLOURS.speech),
    pen.box({ width: thick, height }, 0, COLOURS.speech),
  ]);
  if (across === undefined || down === undefined) return [];
  return [
    { bitmap: across, x, y },
    { bitmap: across, x, y: y + height - thick },
    { bitmap: down, x, y },
    { bitmap: down, x: x + width - thick, y },
  ];
}
