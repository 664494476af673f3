// Where everything of a scene goes in a room's picture: a calculation, so that it can be looked at and tested by itself.
import type { Scene, ScenePerson } from './scene.ts';

export interface Size {
  width: number;
  height: number;
}

/** In pixels from the top left; all four even, as pictures with halved colour (4:2:0) need it. */
export interface Box extends Size {
  x: number;
  y: number;
}

export interface PlacedPerson {
  person: ScenePerson;
  box: Box;
  /** Whether this tile stands for the one who speaks by its size, so that it needs no frame. */
  isLarge: boolean;
}

export interface Layout {
  /** The caption has no room where the screen takes all of it. */
  screen: { box: Box; caption: Box | undefined } | undefined;
  people: PlacedPerson[];
  /** People for whom there is no tile. */
  hiddenCount: number;
}

/** The picture has 720 units of height, whatever its size. */
const UNITS = 720;
const GAP = 8;
/** Of the tiles beside a shared screen, in width. */
const BESIDE = 264;
const MAX_BESIDE = 3;
/** Of tiles that are narrow: a camera of 16:9 fills them without cutting off hands that sign. */
const NARROW_ASPECT = 4 / 3;
const CAPTION = 64;

/** One unit of a picture's height in pixels. */
export function unitOf({ height }: Size): number {
  return height / UNITS;
}

/** @param canvas the picture's size, 16:9 */
export function layoutOf(scene: Scene, canvas: Size, isOneTile = false): Layout {
  if (scene.screen !== undefined) return besideScreen(scene.people, canvas, isOneTile);
  const people = isOneTile ? scene.people.slice(speakerOf(scene.people)).slice(0, 1) : scene.people;
  const boxes = boxesFor(people.length, canvas);
  const hasLarge = boxes.length > 4;
  const ordered = hasLarge ? withSpeakerFirst(people) : people;
  return {
    screen: undefined,
    people: boxes.map((box, at) => ({
      person: ordered[at] as ScenePerson,
      box,
      isLarge: boxes.length === 1 || (hasLarge && at === 0),
    })),
    hiddenCount: scene.people.length - boxes.length,
  };
}

/** Which simulcast layer a tile needs. A layer is used up to a fifth and two above its size, where nobody sees it yet. */
export function videoSizeOf({ width }: Size): 'small' | 'medium' | 'large' {
  if (width > 640 * 1.2) return 'large';
  return width > 320 * 1.4 ? 'medium' : 'small';
}

/**
 * A camera fills its tile when that cuts off at most a quarter of it, and is shown whole otherwise: a telephone held upright
 * would lose the head or the hands.
 */
export function cameraFit(picture: Size, tile: Size): 'cover' | 'contain' {
  const ratio = picture.width / picture.height / (tile.width / tile.height);
  return Math.min(ratio, 1 / ratio) >= 0.74 ? 'cover' : 'contain';
}

function speakerOf(people: readonly ScenePerson[]): number {
  return Math.max(
    0,
    people.findIndex(({ isSpeaking }) => isSpeaking),
  );
}

/** The one who speaks changes places with the first, so that nobody else's tile moves. */
function withSpeakerFirst(people: readonly ScenePerson[]): ScenePerson[] {
  const ordered = [...people];
  const at = speakerOf(people);
  const [first, speaker] = [ordered[0], ordered[at]];
  if (first !== undefined && speaker !== undefined) [ordered[0], ordered[at]] = [speaker, first];
  return ordered;
}

function besideScreen(people: readonly ScenePerson[], canvas: Size, isOneTile: boolean): Layout {
  const unit = unitOf(canvas);
  const gap = GAP * unit;
  const besideWidth = BESIDE * unit;
  const width = canvas.width - besideWidth - gap;
  const height = (width * 9) / 16;
  const y = (canvas.height - height) / 2;
  const shown = isOneTile ? [] : withSpeakerFirst(people).slice(0, MAX_BESIDE);
  const isWhole = shown.length === 0;
  const tileHeight = (besideWidth - gap) / NARROW_ASPECT;
  const top = (canvas.height - shown.length * (tileHeight + gap) + gap) / 2;
  return {
    screen: {
      box: isWhole ? even(0, 0, canvas.width, canvas.height) : even(0, y, width, height),
      caption: isWhole ? undefined : even(0, y + height, width, CAPTION * unit),
    },
    people: shown.map((person, at) => ({
      person,
      box: even(width + gap, top + at * (tileHeight + gap), besideWidth - gap, tileHeight),
      isLarge: at === 0,
    })),
    hiddenCount: people.length - shown.length,
  };
}

function boxesFor(count: number, canvas: Size): Box[] {
  if (count <= 1) return [even(0, 0, canvas.width, canvas.height)].slice(0, count);
  const gap = GAP * unitOf(canvas);
  if (count === 2) return twoBoxes(canvas, gap);
  if (count <= 4) return fourBoxes(count, canvas, gap);
  return sixBoxes(Math.min(count, 6), canvas, gap);
}

function twoBoxes(canvas: Size, gap: number): Box[] {
  const width = (canvas.width - 3 * gap) / 2;
  const height = width / NARROW_ASPECT;
  const y = (canvas.height - height) / 2;
  return [even(gap, y, width, height), even(2 * gap + width, y, width, height)];
}

/** 2 × 2; the third of three stands in the middle below. */
function fourBoxes(count: number, canvas: Size, gap: number): Box[] {
  const height = (canvas.height - 3 * gap) / 2;
  const width = (canvas.width - 3 * gap) / 2;
  const below = 2 * gap + height;
  const right = 2 * gap + width;
  const top = [even(gap, gap, width, height), even(right, gap, width, height)];
  if (count === 3) return [...top, even((canvas.width - width) / 2, below, width, height)];
  return [...top, even(gap, below, width, height), even(right, below, width, height)];
}

/** 1 + 5: one of four cells, two at its right, three below it; with one less, two in the middle below. */
function sixBoxes(count: number, canvas: Size, gap: number): Box[] {
  const width = (canvas.width - 4 * gap) / 3;
  const height = (canvas.height - 4 * gap) / 3;
  const column = (at: number) => gap + at * (width + gap);
  const row = (at: number) => gap + at * (height + gap);
  const below = count === 6 ? [2, 1, 0] : [1.5, 0.5];
  return [
    even(column(0), row(0), 2 * width + gap, 2 * height + gap),
    even(column(2), row(0), width, height),
    even(column(2), row(1), width, height),
    ...below.map((at) => even(column(at), row(2), width, height)),
  ];
}

function even(x: number, y: number, width: number, height: number): Box {
  const toEven = (value: number) => Math.floor(value / 2) * 2;
  return { x: toEven(x), y: toEven(y), width: toEven(width), height: toEven(height) };
}
