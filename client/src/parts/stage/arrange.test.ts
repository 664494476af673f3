// Who has which place on the stage: the others, oneself, and how many more there are.
import { expect, test } from 'vitest';
import { arrange, type StageContent } from './arrange.ts';

const laptop = { width: 1256, height: 620, rem: 18 };
const camera = { source: 'camera', participant: {} } as const;
const screen = { source: 'screen', participant: {} } as const;
const low = { width: 740, height: 200, rem: 18 };

function placesOf(area: typeof laptop, content: Partial<StageContent> & { others: number }) {
  const all = { large: [], own: 'tile', ...content } as const;
  const { seats, isMore, stylesOf } = arrange(area, all);
  const largeAt = Array.from({ length: seats }, (_, place) =>
    place < all.large.length ? place : -1,
  );
  return { isMore, ...stylesOf(largeAt) };
}

test('up to sixteen are all seen, oneself last', () => {
  const { seats, isMore, own, more } = placesOf(laptop, { others: 15 });
  expect(seats).toHaveLength(15);
  expect({ isMore, more }).toEqual({ isMore: false, more: undefined });
  expect(own).toMatch(/^left:.*width/);
});

test('with one more the last place is for those who are not seen', () => {
  const { seats, isMore, own, more } = placesOf(laptop, { others: 16 });
  expect(seats).toHaveLength(14);
  expect(isMore).toBe(true);
  expect(own).toBeDefined();
  expect(more).toBeDefined();
});

test('no two have the same place', () => {
  for (const large of [[], [camera], [screen]]) {
    for (let others = 2; others < 60; others += 1) {
      const { seats, own, more } = placesOf(laptop, { others, large });
      const all = [...seats, own, more].filter((style) => style !== undefined);
      expect(new Set(all).size).toBe(all.length);
    }
  }
});

test('with one other person oneself floats, and takes no place', () => {
  const { seats, own, more } = placesOf(laptop, { others: 1, own: 'floating' });
  expect(seats).toHaveLength(1);
  expect(own).toBe('--beside:77px;--above:0px');
  expect(more).toBeUndefined();
});

test('alone, oneself is the only tile', () => {
  const { seats, own } = placesOf(laptop, { others: 0 });
  expect(seats).toEqual([]);
  expect(own).toMatch(/^left:77px/);
});

test('beside what is large on a low screen, somebody else is seen rather than oneself', () => {
  const { seats, own, isMore } = placesOf(low, { others: 6, large: [screen] });
  expect(seats).toHaveLength(2);
  expect({ own, isMore }).toEqual({ own: undefined, isMore: true });
});
