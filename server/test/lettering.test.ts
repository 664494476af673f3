// The lettering program: the product's own font, and hostile names.
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { picturePrograms } from '@distansmote/testkit/picture/pictureThread.ts';
import { programs } from '@distansmote/testkit/picture/programs.ts';
import type { Bitmap, Drawing } from '../src/picture/drawing.ts';
import { drawCard } from '../src/picture/drawCard.ts';
import { drawOwnState } from '../src/picture/drawOwnState.ts';
import { drawScene } from '../src/picture/drawScene.ts';
import type { DrawnPicture } from '../src/picture/drawnPicture.ts';
import { Lettering } from '../src/picture/lettering.ts';
import type { ScenePerson } from '../src/picture/scene.ts';

const SIZE = { width: 1_280, height: 720 };
const SIZES = [SIZE, { width: 640, height: 360 }, { width: 176, height: 98 }];
const MAX_WIDTH = 300;
const TEXT_SIZE = 30;
/** Names as strangers may give them. */
const HOSTILE = {
  'ten thousand letters': 'Å'.repeat(10_000),
  'one long word': 'W'.repeat(60),
  'right to left': '‮'.repeat(20) + 'שלום محمد' + '⁧'.repeat(20),
  'combining marks': `Z${'͑̾̿'.repeat(500)}algo${'̖̗'.repeat(500)}`,
  'zero width': '​‍⁠﻿'.repeat(200),
  emoji: '👩🏽‍⚕️'.repeat(100),
  'half a surrogate': 'a\ud83d',
  nothing: '',
  'a zero': 'a\0b',
  lines: 'a\nb\r\n\u2028c\u2029d\td',
  markup: '<span size="1000000">&lt;b&#0;</span>',
  ligatures: '﷽'.repeat(50),
};

function startLettering(program = picturePrograms?.lettering ?? '') {
  const complaints: string[] = [];
  const onRetry = vi.fn();
  const onComplaint = (text: string) => complaints.push(text);
  const lettering = new Lettering(program, { onComplaint, onRetry });
  onTestFinished(() => lettering.close());
  return { lettering, complaints, onRetry };
}

const text = (words: string, more: Partial<Drawing & { type: 'text' }> = {}): Drawing => ({
  type: 'text',
  text: words,
  size: TEXT_SIZE,
  weight: 400,
  colour: 0xffffffff,
  maxWidth: MAX_WIDTH,
  maxLines: 1,
  alignment: 'left',
  ...more,
});

/** How much of it is covered, 0 to 1. */
function ink({ rgba }: Bitmap): number {
  let sum = 0;
  for (let at = 3; at < rgba.length; at += 4) sum += rgba[at] ?? 0;
  return sum / (255 * (rgba.length / 4));
}

function expectWithin({ size, overlays }: DrawnPicture): void {
  for (const { bitmap, x, y } of overlays) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
    // Sizes are rounded up to even ones.
    expect(x + bitmap.width).toBeLessThanOrEqual(size.width + 2);
    expect(y + bitmap.height).toBeLessThanOrEqual(size.height + 2);
  }
}

describe.skipIf(picturePrograms === undefined)('the lettering', () => {
  test('writes in the font of the product, in its weights', async () => {
    const { lettering } = startLettering();
    // Of all usual fonts only Atkinson Hyperlegible crosses its zero from the top left, and DejaVu is a sixth wider.
    const [light, bold, zero] = await Promise.all([
      lettering.draw(text('Distriktssköterska', { weight: 300 })),
      lettering.draw(text('Distriktssköterska', { weight: 800 })),
      lettering.draw(text('0')),
    ]);
    if (!light || !bold || !zero) throw new Error('nothing was drawn');
    expect(bold.width).toBeGreaterThan(light.width);
    expect(ink(bold)).toBeGreaterThan(ink(light) * 1.3);
    expect(light.width).toBeLessThan(TEXT_SIZE * 9);
    expect(zero.height).toBeLessThan(TEXT_SIZE * 1.4);
  });

  test.each(Object.entries(HOSTILE))('draws within bounds: %s', async (_, name) => {
    const { lettering, complaints } = startLettering();
    for (const maxLines of [1, 2]) {
      const drawn = await lettering.draw(text(name, { maxLines }));
      if (drawn === undefined) continue;
      expect(drawn.width).toBeLessThanOrEqual(MAX_WIDTH);
      expect(drawn.height).toBeLessThanOrEqual(TEXT_SIZE * 2 * maxLines);
      expect([drawn.width % 2, drawn.height % 2]).toEqual([0, 0]);
    }
    expect(ink((await lettering.draw(text('Anna'))) as Bitmap)).toBeGreaterThan(0.05);
    expect(complaints).toEqual([]);
  });

  test('keeps every card and scene within the picture, whatever the names are', async () => {
    const { lettering } = startLettering();
    const people = Object.values(HOSTILE).map((name, at): ScenePerson => ({
      name,
      profession: name,
      isMuted: at % 2 === 0,
      isSpeaking: at === 3,
      showing: at % 3 === 0 ? { type: 'phone' } : { type: 'camera', source: { ssrc: at } },
    }));
    for (const size of SIZES) {
      for (const name of Object.values(HOSTILE))
        expectWithin(await drawCard({ title: name, lines: [name, name] }, size, lettering));
      for (let count = 0; count <= people.length; count += 1) {
        const shown = people.slice(0, count);
        for (const sharedBy of [undefined, HOSTILE['one long word']]) {
          const screen = sharedBy === undefined ? undefined : { source: { ssrc: 99 }, sharedBy };
          const scene = { screen, people: shown };
          for (const isOneTile of [false, true])
            expectWithin(await drawScene(scene, size, isOneTile, () => true, lettering));
        }
      }
    }
  });

  test('writes names as large as four metres need: 1/24 of the height, where there is room 1/18', async () => {
    const { lettering } = startLettering();
    const drawn = vi.spyOn(lettering, 'draw');
    const people = ['Anna', 'Bo', 'Cia', 'Dan', 'Eva', 'Finn', 'Gun'].map((name, at) => ({
      name,
      profession: undefined,
      isMuted: true,
      isSpeaking: at === 1,
      showing: { type: 'camera' as const, source: { ssrc: at } },
    }));
    // The smallest has no room for names beside a screen.
    for (const size of SIZES.slice(0, 2)) {
      for (let count = 1; count <= people.length; count += 1) {
        for (const screen of [undefined, { source: { ssrc: 99 }, sharedBy: 'Hans' }]) {
          drawn.mockClear();
          const scene = { screen, people: people.slice(0, count) };
          await drawScene(scene, size, false, () => true, lettering);
          const sizes = new Map(
            drawn.mock.calls.flatMap(([one]) =>
              one.type === 'text' ? [[one.text, one.size / size.height] as const] : [],
            ),
          );
          for (const { name } of scene.people.slice(0, screen === undefined ? 6 : 3)) {
            const isLarge = screen === undefined && (count <= 2 || (count >= 5 && name === 'Bo'));
            // Sizes are whole pixels.
            const least = (isLarge ? 1 / 18 : 1 / 24) - 0.5 / size.height;
            expect(sizes.get(name)).toBeGreaterThanOrEqual(least);
          }
        }
      }
    }
  });

  test('writes what a room has to know of itself within the picture, one line below the other', async () => {
    const { lettering } = startLettering();
    for (const size of SIZES) {
      const drawOwn = (isMuted: boolean, isHandRaised: boolean) =>
        drawOwnState({ isMuted, isHandRaised }, size, lettering);
      expect(await drawOwn(false, false)).toEqual([]);
      const muted = await drawOwn(true, false);
      const both = await drawOwn(true, true);
      expectWithin({ size, tiles: [], overlays: both });
      expect(muted.length).toBeGreaterThan(0);
      const lowest = Math.max(...muted.map(({ bitmap, y }) => y + bitmap.height));
      const hand = both.slice(muted.length);
      expect(hand.length).toBeGreaterThan(0);
      for (const { y } of hand) expect(y).toBeGreaterThanOrEqual(lowest);
    }
  });

  test('shows who has no picture as a card, and a camera that does not arrive like one', async () => {
    const { lettering } = startLettering();
    const showing = { type: 'camera' as const, source: { ssrc: 1 } };
    const anna = { name: 'Anna', profession: 'tolk', isMuted: true, isSpeaking: true, showing };
    const scene = { screen: undefined, people: [anna, { ...anna, isSpeaking: false }] };
    const draw = (isAvailable: boolean) =>
      drawScene(scene, SIZE, false, () => isAvailable, lettering);
    const [bars, cards] = [await draw(true), await draw(false)];
    expect([bars.tiles.length, cards.tiles.length]).toEqual([2, 0]);
    // A sign more in each card.
    expect(cards.overlays.length).toBeGreaterThan(bars.overlays.length);
  });

  test('tells when what it could not draw may be tried again', async () => {
    const { lettering, onRetry } = startLettering();
    expect(await lettering.draw(text('Anna'))).toBeDefined();
    expect(onRetry).not.toHaveBeenCalled();
    for (const pid of programs('lettering')) process.kill(pid, 'SIGKILL');
    expect(await lettering.draw(text('Bo'))).toBeUndefined();
    await vi.waitFor(() => expect(onRetry).toHaveBeenCalledTimes(1), { timeout: 20_000 });
    expect(await lettering.draw(text('Bo'))).toBeDefined();
  });

  test('draws a thing once, and again when the process has died', async () => {
    const { lettering } = startLettering();
    const first = await lettering.draw(text('Anna'));
    expect(await lettering.draw(text('Anna'))).toBe(first);
    lettering.rest();
    expect(await lettering.draw(text('Bo'))).toBeUndefined();
    lettering.wake();
    const again = await lettering.draw(text('Anna'));
    expect(again).toEqual(first);
    expect(again).not.toBe(first);
  });
});

test('draws nothing, and waits for nothing, without the program', async () => {
  const { lettering, complaints } = startLettering('/nonexistent');
  expect(await lettering.draw(text('Anna'))).toBeUndefined();
  expect(await lettering.draw(text('Bo'))).toBeUndefined();
  expect(complaints.length).toBeGreaterThan(0);
});
