import { describe, expect, it } from 'vitest';
import { cameraFit, layoutOf, videoSizeOf, type Box, type Layout, type Size } from './layout.ts';
import type { Scene, ScenePerson } from './scene.ts';

const SIZES: Size[] = [
  { width: 1_280, height: 720 },
  { width: 640, height: 360 },
  { width: 1_920, height: 1_080 },
  { width: 512, height: 288 },
];
const screen = { source: { ssrc: 9 }, sharedBy: 'Anna Ek' };

function people(count: number, speaker?: number): ScenePerson[] {
  return Array.from({ length: count }, (_, at) => ({
    name: `Person ${at}`,
    profession: undefined,
    isMuted: false,
    isSpeaking: at === speaker,
    showing: { type: 'camera', source: { ssrc: at + 1 } },
  }));
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

const boxesOf = ({ screen: shown, people: placed }: Layout): Box[] => [
  ...(shown === undefined ? [] : [shown.box]),
  ...placed.map(({ box }) => box),
];
const namesOf = (layout: Layout) => layout.people.map(({ person }) => Number(person.name.slice(7)));
const area = ({ width, height }: Size) => width * height;

describe('a layout', () => {
  const scenes: Scene[] = Array.from({ length: 9 }, (_, count) => [
    { screen: undefined, people: people(count, count - 1) },
    { screen, people: people(count, 0) },
  ]).flat();

  it.each(SIZES)('has even boxes in the picture, none over another: %o', (canvas) => {
    for (const scene of scenes) {
      for (const isOneTile of [false, true]) {
        const boxes = boxesOf(layoutOf(scene, canvas, isOneTile));
        for (const [at, box] of boxes.entries()) {
          for (const value of Object.values(box)) expect(value % 2).toBe(0);
          expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
          expect(Math.min(box.width, box.height)).toBeGreaterThan(40);
          expect(box.x + box.width).toBeLessThanOrEqual(canvas.width);
          expect(box.y + box.height).toBeLessThanOrEqual(canvas.height);
          for (const other of boxes.slice(at + 1)) expect(overlap(box, other)).toBe(false);
        }
      }
    }
  });

  it('shows up to six people, and counts the others', () => {
    const [canvas] = SIZES as [Size];
    const shown = scenes.map((scene) => layoutOf(scene, canvas));
    const counts = shown.map((layout) => [layout.people.length, layout.hiddenCount]);
    expect(counts.filter((_, at) => at % 2 === 0)).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 0],
      [5, 0],
      [6, 0],
      [6, 1],
      [6, 2],
    ]);
    expect(counts.filter((_, at) => at % 2 === 1).at(-1)).toEqual([3, 5]);
  });

  it('makes the one who speaks large from five people on, and moves nobody but the one whose place that was', () => {
    const [canvas] = SIZES as [Size];
    const namesWith = (speaker: number) =>
      namesOf(layoutOf({ screen: undefined, people: people(6, speaker) }, canvas));
    expect(namesWith(0)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(namesWith(3)).toEqual([3, 1, 2, 0, 4, 5]);
    const { people: placed } = layoutOf({ screen: undefined, people: people(8, 7) }, canvas);
    expect(placed[0]?.person.isSpeaking).toBe(true);
    const [large, ...small] = placed.map(({ box }) => area(box));
    for (const one of small) expect(one * 3).toBeLessThan(large ?? 0);
    expect(placed.map(({ isLarge }) => isLarge)).toEqual([true, ...small.map(() => false)]);
  });

  it('moves nobody among two, three and four', () => {
    for (const count of [2, 3, 4]) {
      const layout = layoutOf({ screen: undefined, people: people(count, 1) }, SIZES[0] as Size);
      expect(namesOf(layout)).toEqual(people(count).map((_, at) => at));
    }
  });

  it('gives a screen most of the picture, with the one who speaks first beside it', () => {
    for (const canvas of SIZES) {
      const layout = layoutOf({ screen, people: people(5, 4) }, canvas);
      expect(area(layout.screen?.box ?? { width: 0, height: 0 }) / area(canvas)).toBeGreaterThan(
        0.6,
      );
      expect(namesOf(layout)).toEqual([4, 1, 2]);
    }
  });

  it('is a single tile when the machine can do no more: the screen, or the one who speaks', () => {
    const [canvas] = SIZES as [Size];
    expect(boxesOf(layoutOf({ screen, people: people(3) }, canvas, true))).toEqual([
      { x: 0, y: 0, ...canvas },
    ]);
    const alone = layoutOf({ screen: undefined, people: people(6, 2) }, canvas, true);
    expect(namesOf(alone)).toEqual([2]);
    expect(alone.people[0]?.box).toEqual({ x: 0, y: 0, ...canvas });
  });
});

it('asks for the smallest layer that looks sharp in its tile', () => {
  const sizesIn = (scene: Scene, canvas: Size) => boxesOf(layoutOf(scene, canvas)).map(videoSizeOf);
  const [hd, small] = SIZES as [Size, Size];
  const among = (count: number) => ({ screen: undefined, people: people(count) });
  expect(sizesIn(among(1), hd)).toEqual(['large']);
  expect(sizesIn(among(4), hd)).toEqual(['medium', 'medium', 'medium', 'medium']);
  expect(sizesIn(among(6), hd)).toEqual(['large', 'small', 'small', 'small', 'small', 'small']);
  expect(sizesIn({ screen, people: people(2) }, hd)).toEqual(['large', 'small', 'small']);
  expect(sizesIn(among(1), small)).toEqual(['medium']);
});

it('fills every tile with a camera of 16:9', () => {
  const camera = { width: 1_280, height: 720 };
  for (const shared of [undefined, screen]) {
    for (let count = 1; count <= 6; count += 1) {
      const layout = layoutOf({ screen: shared, people: people(count) }, SIZES[0] as Size);
      for (const { box } of layout.people) expect(cameraFit(camera, box)).toBe('cover');
    }
  }
});

it('cuts off a little of a camera, but never most of one held upright', () => {
  const tile = { width: 636, height: 476 };
  expect(cameraFit({ width: 1_280, height: 720 }, tile)).toBe('cover');
  expect(cameraFit({ width: 640, height: 480 }, tile)).toBe('cover');
  expect(cameraFit({ width: 720, height: 1_280 }, tile)).toBe('contain');
});
