// Which sizes of videos a page asks for: as large as a tile is, and none of those without a tile.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { ObserverByHand } from '@distansmote/testkit/browser/observerByHand.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createVideoTiles } from '../videoTiles.ts';
import { type VisibleVideos, watchVisibleVideos } from './visibleVideos.ts';

const anna = 'anna' as ParticipantId;
const bo = 'bo' as ParticipantId;

let asked: Record<string, string>;
let watching: VisibleVideos;
let tiles: ReturnType<typeof createVideoTiles>;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('IntersectionObserver', class extends ObserverByHand {});
  vi.stubGlobal('ResizeObserver', class extends ObserverByHand {});
  vi.stubGlobal('devicePixelRatio', 1);
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }));
  ObserverByHand.all = [];
  asked = {};
  tiles = createVideoTiles();
  watching = watchVisibleVideos({
    tiles,
    highest: () => 'large',
    send(pictures) {
      for (const { participantId, size } of pictures) asked[participantId] = size;
    },
  });
});
afterEach(() => {
  watching.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function grows(element: HTMLElement, height: number): void {
  for (const one of ObserverByHand.all) {
    one.report([{ target: element, isIntersecting: true, contentRect: { height } }]);
  }
}

test('as large as the tile, and none of somebody without one', () => {
  const element = {} as HTMLElement;
  tiles.add({ element, participantId: anna, source: 'camera' });
  tiles.add({ element: undefined, participantId: bo, source: 'camera' });
  grows(element, 600);
  vi.advanceTimersByTime(100);
  expect(asked).toEqual({ anna: 'large', bo: 'none' });
  expect(watching.isUnseen(bo, 'camera')).toBe(true);
  expect(watching.isUnseen(anna, 'camera')).toBe(false);
});

test('whoever gets a tile is asked for, and whoever loses it is not', () => {
  const element = {} as HTMLElement;
  const takeAway = tiles.add({ element: undefined, participantId: anna, source: 'camera' });
  vi.advanceTimersByTime(100);
  takeAway();
  const remove = tiles.add({ element, participantId: anna, source: 'camera' });
  grows(element, 200);
  vi.advanceTimersByTime(100);
  expect(asked).toEqual({ anna: 'small' });
  remove();
  tiles.add({ element: undefined, participantId: anna, source: 'camera' });
  vi.advanceTimersByTime(100);
  expect(asked).toEqual({ anna: 'none' });
});

test('in a window of its own it is received while the page is hidden, no larger than there, and no longer than that', () => {
  const element = {} as HTMLElement;
  tiles.add({ element, participantId: anna, source: 'camera' });
  tiles.add({ element: undefined, participantId: bo, source: 'camera' });
  grows(element, 600);
  vi.advanceTimersByTime(100);
  const close = tiles.add({
    element: undefined,
    apartPx: 200,
    participantId: anna,
    source: 'camera',
  });
  vi.advanceTimersByTime(5_000);
  expect(asked).toEqual({ anna: 'large', bo: 'none' });
  Object.assign(document, { hidden: true });
  document.dispatchEvent(new Event('visibilitychange'));
  vi.advanceTimersByTime(5_000);
  expect(asked).toEqual({ anna: 'small', bo: 'none' });
  close();
  vi.advanceTimersByTime(5_000);
  expect(asked).toEqual({ anna: 'none', bo: 'none' });
});
