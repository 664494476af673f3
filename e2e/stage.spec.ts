// The stage: who is seen and where, oneself, what a tile says, and its tools.
import { randomUUID } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Locator, Page } from '@playwright/test';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { connectByLink, tileOf } from './support/meeting.ts';
import { comes, holdWire, tell } from './support/tell.ts';
import { expect, test as base } from './support/test.ts';
import { LAPTOP, PHONE, SIDEWAYS, TABLET } from './support/windowSizes.ts';

const test = base.extend<{ karin: Page }>({
  karin: async ({ server, person }, use) => {
    const { callId } = await server.createSpace('Scen');
    const karin = await person();
    await holdWire(karin);
    await connectByLink(karin, callId, 'Karin');
    await use(karin);
  },
});

/** People who are only told of. */
async function come(page: Page, ...names: string[]): Promise<ParticipantId[]> {
  const ids: ParticipantId[] = [];
  for (const name of names) ids.push(await comes(page, name));
  return ids;
}

const crowd = (count: number) => Array.from({ length: count }, (_, index) => `Person ${index + 1}`);

const own = (page: Page) => page.locator('[data-participant="me"]');
const tiles = (page: Page) => page.locator('.stage .tile');
/** The ids, place by place. */
const whoIsSeen = (page: Page) =>
  tiles(page).evaluateAll((all) => all.map((tile) => tile.getAttribute('data-participant')));

async function boxOf(one: Locator) {
  const box = await one.boundingBox();
  if (box === null) throw new Error('it has no place');
  return box;
}

/** How much of the one lies over the other, in square pixels. */
async function overlap(one: Locator, other: Locator): Promise<number> {
  const [a, b] = [await boxOf(one), await boxOf(other)];
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, wide) * Math.max(0, high);
}

/** Tiles are placed a moment after somebody has come or the window has changed. */
async function expectNothingCovered(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(faultsOfTiles), { timeout: 5_000 }).toEqual([]);
}

/** Self-contained: it runs in the page. */
function faultsOfTiles(): string[] {
  const stage = document.querySelector('.stage')?.getBoundingClientRect();
  const all = [...document.querySelectorAll('.stage .tile')];
  const boxes = all.map((tile) => tile.getBoundingClientRect());
  return boxes.flatMap((a, index) => {
    const name = all[index]?.textContent;
    const isCut =
      !stage ||
      a.width * a.height === 0 ||
      a.left < stage.left - 1 ||
      a.right > stage.right + 1 ||
      a.top < stage.top - 1 ||
      a.bottom > stage.bottom + 1;
    const covers = boxes
      .slice(index + 1)
      .some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
    return [isCut && `${name} is cut`, covers && `${name} covers`].filter((one) => one !== false);
  });
}

for (const [where, viewport] of Object.entries({ LAPTOP, PHONE, SIDEWAYS, TABLET })) {
  test(
    `oneself is the last tile and covers nobody, ${where.toLowerCase()}`,
    { tag: '@chromium-only' },
    async ({ karin }) => {
      await karin.setViewportSize(viewport);
      await come(karin, 'Lars', 'Elsa');
      await expect(tiles(karin)).toHaveCount(3);
      await expect(tiles(karin).last()).toContainText('Du');
      await expectNothingCovered(karin);
      await come(karin, ...crowd(7));
      await expectNothingCovered(karin);
      await expect(karin.getByText('Person 1', { exact: true })).toBeInViewport({ ratio: 1 });
    },
  );
}

test(
  'oneself covers nothing that somebody shares',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Delad');
    const karin = await person({ viewport: PHONE });
    const lars = await person();
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await lars.getByRole('button', { name: 'Dela skärm' }).click();
    const shared = karin.locator('[data-screen-of].is-large');
    for (const viewport of [PHONE, SIDEWAYS, LAPTOP]) {
      await karin.setViewportSize(viewport);
      await expect(shared).toBeVisible();
      await expect(own(karin)).toBeVisible();
      expect(await overlap(own(karin), shared)).toBe(0);
    }
    // Its first picture may be long in coming on a loaded machine.
    await expect(karin.locator('[data-screen-of] video')).toBeVisible();

    await karin.getByRole('button', { name: 'Mer', exact: true }).click();
    await karin.getByRole('button', { name: 'Endast ljud' }).click();
    await expect(shared.getByText('Du tar bara emot ljud')).toBeVisible();
    await expect(shared.locator('video, .initials')).toHaveCount(0);
    await expectNoViolations(karin, 'a shared screen with sound only');
    await shared.getByRole('button', { name: 'Visa bilder' }).click();
    await expect(shared.locator('video')).toBeVisible();
  },
);

test(
  'for two, oneself floats without words, and can be moved',
  { tag: '@chromium-only' },
  async ({ karin }) => {
    await karin.setViewportSize(PHONE);
    await come(karin, 'Lars');
    const me = own(karin);
    await expect(me).toHaveClass(/at-bottom-right/);
    await expect(me.locator('.tile-label')).toHaveCount(0);
    const tools = me.locator('.tile-tools');
    await karin.mouse.move(1, 1);
    await expect(tools).toHaveCSS('opacity', '0');
    expect(await overlap(me, tileOf(karin, 'Lars').locator('.tile-label'))).toBe(0);

    await me.hover();
    await expect(tools).toHaveCSS('opacity', '1');
    const { x, y, width, height } = await boxOf(me);
    await karin.mouse.move(x + width / 2, y + height - 10);
    await karin.mouse.down();
    await karin.mouse.move(60, 300, { steps: 4 });
    await karin.mouse.up();
    await expect(me).toHaveClass(/at-top-left/);

    await karin.mouse.move(1, 1);
    await me.getByRole('button', { name: 'Flytta min bild' }).focus();
    await karin.keyboard.press('ArrowRight');
    await expect(me).toHaveClass(/at-top-right/);
    await karin.keyboard.press('ArrowDown');
    await karin.keyboard.press('ArrowLeft');
    await expect(me).toHaveClass(/at-bottom-left/);
    await expect(tools).toHaveCSS('opacity', '1');
    expect(await overlap(me, tileOf(karin, 'Lars').locator('.tile-label'))).toBe(0);
    // With a third person it is one of the tiles.
    await come(karin, 'Elsa');
    await expectNothingCovered(karin);
  },
);

test(
  'a tap shows the tools of one tile, and hides them',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Pekskärm');
    const karin = await person({ viewport: PHONE, hasTouch: true, isMobile: true });
    await holdWire(karin);
    await connectByLink(karin, callId, 'Karin');
    await come(karin, 'Lars', 'Elsa');
    const tools = (name: string) => tileOf(karin, name).locator('.tile-tools');
    await expect(tools('Lars')).toHaveCSS('opacity', '0');
    // Where a button lies that is not to be seen yet.
    await tileOf(karin, 'Lars').tap({ position: { x: 300, y: 25 } });
    await expect(tools('Lars')).toHaveCSS('opacity', '1');
    await expect(karin.locator('.is-large')).toHaveCount(0);
    await tileOf(karin, 'Elsa').tap({ position: { x: 100, y: 50 } });
    await expect(tools('Lars')).toHaveCSS('opacity', '0');
    await tileOf(karin, 'Elsa').getByRole('button', { name: 'Visa stort: Elsa' }).tap();
    await expect(karin.locator('.is-large')).toContainText('Elsa');
    await expect(karin.locator('.is-large').getByText('Visas stort')).toBeAttached();
    await karin.getByRole('button', { name: 'Sluta visa stort: Elsa' }).tap();
    await expect(karin.locator('.is-large')).toHaveCount(0);
  },
);

test(
  'sixteen are seen, and of more the list tells the rest',
  { tag: '@chromium-only' },
  async ({ karin }) => {
    await come(karin, ...crowd(15));
    await expect(tiles(karin)).toHaveCount(16);
    const ids = await come(karin, 'Elsa', 'Lars', 'Gunnar');
    await expect(tiles(karin)).toHaveCount(16);
    await expectNothingCovered(karin);
    const more = karin.getByRole('button', { name: '+4 till' });
    await expect(more).toBeVisible();
    await expect(tileOf(karin, 'Lars')).toHaveCount(0);
    await expectNoViolations(karin, 'more people than tiles');

    const before = await whoIsSeen(karin);
    await tell(karin, 'speakersChanged', { speakerIds: ids.slice(1, 2) });
    await expect(tileOf(karin, 'Lars')).toBeVisible();
    const after = await whoIsSeen(karin);
    expect(after.filter((id, place) => id !== before[place])).toEqual([ids[1]]);
    // Silence sends nobody away.
    await tell(karin, 'speakersChanged', { speakerIds: [] });
    await expect(tileOf(karin, 'Lars')).toBeVisible();
    await tell(karin, 'handRaised', {
      participantId: ids[2] ?? (randomUUID() as ParticipantId),
      at: 1,
    });
    await expect(tileOf(karin, 'Gunnar').getByText('Hand nummer 1')).toBeAttached();
    await expect(tileOf(karin, 'Lars')).toBeVisible();

    await more.click();
    await expect(karin.getByRole('region', { name: 'Deltagare' })).toContainText('Elsa');
  },
);

test(
  'beside what is large nothing scrolls: the last place tells how many more there are',
  { tag: '@chromium-only' },
  async ({ karin }) => {
    await come(karin, ...crowd(12));
    await tileOf(karin, 'Person 3').hover();
    await karin.getByRole('button', { name: 'Visa stort: Person 3' }).click();
    for (const viewport of [LAPTOP, PHONE, SIDEWAYS, TABLET]) {
      await karin.setViewportSize(viewport);
      await expect(karin.locator('.is-large')).toContainText('Person 3');
      await expectNothingCovered(karin);
      await expect(karin.locator('.tile-more')).toContainText(/^\+\d+ till/);
      const counted = async () => {
        const rest = Number.parseInt((await karin.locator('.tile-more').textContent()) ?? '', 10);
        return rest + (await tiles(karin).count()) - 1 - (await own(karin).count());
      };
      await expect.poll(counted).toBe(12);
      const scrolled = await karin
        .locator('.tiles')
        .evaluate(
          (list) => list.scrollHeight - list.clientHeight + list.scrollWidth - list.clientWidth,
        );
      expect(scrolled).toBe(0);
    }
  },
);

test(
  'a tile says the name, and more only when it matters',
  { tag: '@chromium-only' },
  async ({ karin }) => {
    const [lars, elsa, gunnar] = await come(karin, 'Lars', 'Elsa', 'Gunnar Eriksson i Påryd');
    if (!lars || !elsa || !gunnar) throw new Error('nobody came');
    const line = tileOf(karin, 'Lars');
    await expect(line.getByText(/uppkoppling/)).toHaveCount(0);
    await tell(karin, 'connectionChanged', { participantId: lars, connection: 'fair' });
    await tell(karin, 'handRaised', { participantId: elsa, at: 5 });
    await tell(karin, 'handRaised', { participantId: lars, at: 9 });
    await expect(tileOf(karin, 'Elsa').getByText('Hand nummer 1')).toBeAttached();
    await expect(line.getByText('Hand nummer 2')).toBeAttached();
    await expect(line.getByText(/uppkoppling/)).toHaveCount(0);
    await tell(karin, 'connectionChanged', { participantId: lars, connection: 'poor' });
    await expect(line.getByText('Svag uppkoppling').first()).toBeAttached();

    // On a phone the words give way, and the name stays.
    await karin.setViewportSize(PHONE);
    await come(karin, ...crowd(5));
    await tell(karin, 'connectionChanged', { participantId: gunnar, connection: 'lost' });
    const lost = tileOf(karin, 'Gunnar');
    await expect(lost.getByText('Ingen kontakt')).toBeVisible();
    await expect(lost.locator('.initials')).toBeVisible();
    const name = await boxOf(lost.locator('.tile-name'));
    const { width } = await boxOf(lost);
    // The name alone is all that the line has room for.
    expect(name.width).toBeGreaterThan(width / 2);
    expect(await overlap(lost.getByText('Ingen kontakt'), lost.locator('.tile-name'))).toBe(0);
    await expectNoViolations(karin, 'without contact');
  },
);

test(
  'an Arabic name loses its end, not its beginning',
  { tag: '@chromium-only' },
  async ({ karin }) => {
    await karin.setViewportSize(PHONE);
    await come(karin, 'محمد عبد الله الرشيد من عيادة الأسنان المركزية', ...crowd(7));
    const name = tileOf(karin, 'محمد').locator('.tile-name');
    await expect(name).toBeVisible();
    const isFirstWordSeen = await name.evaluate((element) => {
      const { firstChild: text } = element;
      const range = document.createRange();
      if (!text) return false;
      range.setStart(text, 0);
      range.setEnd(text, 4);
      const word = range.getBoundingClientRect();
      const box = element.getBoundingClientRect();
      return word.left >= box.left - 1 && word.right <= box.right + 1;
    });
    expect(isFirstWordSeen).toBe(true);
  },
);

test(
  'in forced colours each tile has an edge, and a speaker another',
  { tag: '@chromium-only' },
  async ({ karin }) => {
    const [lars] = await come(karin, 'Lars', 'Elsa');
    await karin.emulateMedia({ forcedColors: 'active' });
    const edgeOf = (name: string) =>
      tileOf(karin, name).evaluate((tile) => {
        const { borderTopWidth, borderTopColor } = getComputedStyle(tile, '::after');
        const isSeen = !/^rgba\(.*, 0\)|transparent/.test(borderTopColor);
        return { width: Number.parseFloat(borderTopWidth), isSeen };
      });
    expect(await edgeOf('Elsa')).toEqual({ width: 1, isSeen: true });
    await tell(karin, 'speakersChanged', { speakerIds: lars ? [lars] : [] });
    await expect(karin.locator('.is-speaking')).toContainText('Lars');
    expect(await edgeOf('Lars')).toEqual({ width: 3, isSeen: true });
  },
);

test(
  'whom a convener shows for all is large, with a mark, until one pins somebody else',
  { tag: '@chromium-only' },
  async ({ karin }) => {
    const [, elsa] = await come(karin, 'Lars', 'Elsa');
    await tell(karin, 'spotlightChanged', { spotlightId: elsa ?? null });
    const large = karin.locator('.is-large');
    await expect(large).toContainText('Elsa');
    await expect(large.getByText('Visas för alla')).toBeVisible();
    await tileOf(karin, 'Lars').hover();
    await karin.getByRole('button', { name: 'Visa stort: Lars' }).click();
    await expect(large).toContainText('Lars');
    await karin.getByRole('button', { name: 'Sluta visa stort: Lars' }).click();
    await expect(large).toContainText('Elsa');
    await tell(karin, 'spotlightChanged', { spotlightId: null });
    await expect(large).toHaveCount(0);
  },
);

for (const reducedMotion of ['no-preference', 'reduce'] as const) {
  const whom = reducedMotion === 'reduce' ? 'not for whoever wants no motion' : 'for a moment';
  const title = `a panel, a toast and a tile that becomes large move, ${whom}`;
  test(title, { tag: '@chromium-only' }, async ({ server, person }) => {
    const { callId } = await server.createSpace('Rörelse');
    const karin = await person({ reducedMotion });
    await karin.addInitScript(noteMotion);
    await holdWire(karin);
    await connectByLink(karin, callId, 'Karin');
    // What tells of people comes with it.
    await expect(karin.locator('.room-clock')).toBeVisible();
    await come(karin, 'Lars', 'Elsa');
    await expect(karin.locator('.toast')).toBeVisible();
    await karin.getByRole('button', { name: '3 deltagare' }).click();
    await expect(karin.getByRole('region', { name: 'Deltagare' })).toBeVisible();
    await karin.keyboard.press('Escape');
    await tileOf(karin, 'Elsa').hover();
    await karin.getByRole('button', { name: 'Visa stort: Elsa' }).click();
    await expect(karin.locator('.is-large')).toContainText('Elsa');
    const moved = () => karin.evaluate(() => (window as unknown as { moved: string[] }).moved);
    if (reducedMotion === 'reduce') expect(await moved()).toEqual([]);
    else await expect.poll(moved).toEqual(expect.arrayContaining(['panel', 'tile', 'toast']));
  });
}

/** Runs in the page: notes the first class of all that moves for longer than an eye sees. */
function noteMotion(): void {
  const moved: string[] = [];
  Object.assign(window, { moved });
  const look = () => {
    for (const { effect } of document.getAnimations()) {
      if (!(effect instanceof KeyframeEffect) || !effect.target) continue;
      const { duration } = effect.getComputedTiming();
      const doesMove = effect.getKeyframes().some((frame) => 'transform' in frame);
      if (doesMove && Number(duration) > 1) moved.push(effect.target.classList[0] ?? '');
    }
    requestAnimationFrame(look);
  };
  look();
}
