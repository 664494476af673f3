// The frame of the meeting, by bounding boxes: at every size all controls are inside the window, and none covers another.
import type { Page } from '@playwright/test';
import { participantCalled } from '@distansmote/testkit/browser/participant.ts';
import { chooseLanguage } from './support/language.ts';
import { connectByLink, connectByName, leaveButton } from './support/meeting.ts';
import { readOwnId } from './support/readOwnId.ts';
import { signIn } from './support/signIn.ts';
import { comes, holdWire, tell } from './support/tell.ts';
import { expect, test } from './support/test.ts';
import { PHONE, SIDEWAYS, TABLET, WINDOW_SIZES } from './support/windowSizes.ts';

const BUTTONS = [
  'Dela skärm',
  'Lämna mötet',
  /deltagare$/,
  'Inställningar',
  /^Mikrofon/,
  /^Kamera/,
  'Räck upp handen',
  /^Chatt/,
  /^Direkttext/,
  /^Mer$/,
];

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

async function boxesOf(page: Page): Promise<Map<string, Box>> {
  const boxes = new Map<string, Box>();
  for (const name of BUTTONS) {
    const box = await page.getByRole('button', { name }).first().boundingBox();
    if (box !== null) boxes.set(String(name), box);
  }
  return boxes;
}

/** Firefox has boxes in fractions of a pixel. */
const areApart = (one: Box, other: Box) =>
  one.x + one.width <= other.x + 0.5 ||
  other.x + other.width <= one.x + 0.5 ||
  one.y + one.height <= other.y + 0.5 ||
  other.y + other.height <= one.y + 0.5;

/** What is wrong, in words. */
async function faultsOf(page: Page, size: Box): Promise<string[]> {
  const boxes = await boxesOf(page);
  const faults: string[] = [];
  for (const name of BUTTONS) if (!boxes.has(String(name))) faults.push(`${name} is missing`);
  const all = [...boxes];
  for (const [index, [name, box]] of all.entries()) {
    if (box.x < 0 || box.y < 0) faults.push(`${name} begins outside the window`);
    if (box.x + box.width > size.width || box.y + box.height > size.height)
      faults.push(`${name} ends outside the window`);
    if (box.width < 44 || box.height < 44)
      faults.push(`${name} is ${Math.round(box.width)} × ${Math.round(box.height)}`);
    for (const [other, second] of all.slice(index + 1))
      if (!areApart(box, second)) faults.push(`${name} and ${other} overlap`);
  }
  const [share, leave] = [boxes.get('Dela skärm'), boxes.get('Lämna mötet')];
  if (share && leave) {
    const middle = (share.x + leave.x + leave.width) / 2;
    const off = Math.abs(middle - size.width / 2);
    if (off > 2) faults.push(`sharing and leaving are ${Math.round(off)} px off the centre`);
  }
  return faults;
}

for (const company of ['alone', 'with another', 'with ninety-nine'] as const) {
  const tag = company === 'with ninety-nine' ? ['@chromium-only'] : [];
  const title = `the controls of the meeting at every size, ${company}`;
  test(title, { tag }, async ({ server, person }) => {
    const { callId } = await server.createSpace(
      'Vårdplanering Gamlebyvägen 2, Torsås hälsocentral',
    );
    const page = await person();
    await holdWire(page);
    await connectByLink(page, callId, 'Karin');
    if (company === 'with ninety-nine') {
      for (let other = 1; other < 100; other += 1) await comes(page, `Person ${other}`);
      await page.getByRole('button', { name: '100 deltagare' }).waitFor();
    }
    if (company === 'with another') {
      await connectByLink(await person({ browser: 'chromium' }), callId, 'Lars');
      await page.getByRole('button', { name: '2 deltagare' }).waitFor();
    }
    for (const { width, height } of WINDOW_SIZES) {
      await page.setViewportSize({ width, height });
      await expect
        .poll(() => faultsOf(page, { x: 0, y: 0, width, height }), {
          message: `at ${width} × ${height}`,
        })
        .toEqual([]);
    }
  });
}

test(
  'where the screen cannot be shared, leaving alone is in the middle',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace(
      'Vårdplanering Gamlebyvägen 2, Torsås hälsocentral',
    );
    const page = await person();
    await page.addInitScript(() => {
      Reflect.deleteProperty(MediaDevices.prototype, 'getDisplayMedia');
    });
    await connectByLink(page, callId, 'Karin');
    await expect(page.getByRole('button', { name: 'Dela skärm' })).toHaveCount(0);
    for (const { width, height } of WINDOW_SIZES) {
      await page.setViewportSize({ width, height });
      await expect
        .poll(async () => {
          const box = await leaveButton(page).boundingBox();
          return Math.abs((box?.x ?? 0) + (box?.width ?? 0) / 2 - width / 2);
        })
        .toBeLessThanOrEqual(2);
    }
  },
);

test(
  'the name of each round button contains the word on it, in both languages',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Ord');
    const page = await person();
    await connectByLink(page, callId, 'Karin');
    for (const [language, next] of [
      ['sv', 'en'],
      ['en', 'sv'],
    ] as const) {
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      const toggles = page.locator('.room-toggles > .toggle');
      await expect(toggles).toHaveCount(6);
      for (const toggle of await toggles.all()) {
        // The words change a moment after the page says that they have.
        await expect(async () => {
          const word = (await toggle.locator('.toggle-words').innerText()).trim();
          await expect(toggle).toHaveAccessibleName(new RegExp(word, 'i'), { timeout: 1_000 });
        }).toPass();
      }
      await page.getByRole('button', { name: /^(Mer|More)$/ }).click();
      await chooseLanguage(page, next);
      await page.keyboard.press('Escape');
    }
  },
);

test(
  'on a phone upright the six buttons are one row at the bottom, and sideways a column at the right',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Telefon');
    const page = await person({ viewport: PHONE });
    await connectByLink(page, callId, 'Karin');
    const six = async () => [...(await boxesOf(page))].slice(4).map(([, box]) => box);
    const tops = new Set((await six()).map(({ y }) => Math.round(y)));
    expect(tops.size).toBe(1);
    await page.setViewportSize({ width: 667, height: 331 });
    await expect
      .poll(async () => new Set((await six()).map(({ x }) => Math.round(x))).size)
      .toBe(1);
    for (const { x, width } of await six()) expect(x + width).toBeGreaterThan(600);
    await expect(leaveButton(page)).toBeInViewport({ ratio: 1 });
  },
);

test(
  'one banner at a time: what is more urgent first, and what is put away makes room for the next',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Rutor');
    const page = await person();
    await connectByLink(page, callId, 'Karin');
    const banners = page.locator('.room-notices .notice, .room-notices .banner');
    const seen = () =>
      banners.evaluateAll((all) =>
        all.filter((one) => one.checkVisibility()).map((one) => one.textContent),
      );
    await expect.poll(seen).toEqual([expect.stringContaining('Du är ensam')]);
    await page.getByRole('button', { name: 'Mer', exact: true }).click();
    await page.getByRole('button', { name: 'Endast ljud' }).click();
    await expect.poll(seen).toEqual([expect.stringContaining('bara emot ljud')]);
    await page.getByRole('button', { name: 'Dela skärm' }).click();
    await expect.poll(seen).toEqual([expect.stringContaining('Du delar din skärm')]);
    await page.getByRole('button', { name: 'Sluta dela' }).first().click();
    await expect.poll(seen).toEqual([expect.stringContaining('bara emot ljud')]);
    await page.getByRole('button', { name: 'Dölj', exact: true }).click();
    await expect.poll(seen).toEqual([expect.stringContaining('Du är ensam')]);
    await page.getByRole('button', { name: 'Dölj', exact: true }).click();
    await expect.poll(seen).toEqual([]);
  },
);

test(
  'a weak line and somebody who waits: two buttons in one row, and no control is covered',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Svag');
    const page = await person({ viewport: PHONE });
    await holdWire(page);
    const id = readOwnId(page);
    await signIn(page);
    await page.goto(`/meeting/${callId}`);
    await connectByName(page, 'Karin');
    await tell(page, 'connectionChanged', { participantId: await id, connection: 'poor' });
    const [soundOnly, call] = [
      page.getByRole('button', { name: 'Endast ljud' }),
      page.getByRole('button', { name: 'Ring i stället' }),
    ];
    for (const viewport of [PHONE, SIDEWAYS, TABLET]) {
      await page.setViewportSize(viewport);
      const tops = async () => [(await soundOnly.boundingBox())?.y, (await call.boundingBox())?.y];
      await expect
        .poll(async () => new Set(await tops()).size, { message: `${viewport.width}` })
        .toBe(1);
    }
    const guest = participantCalled('Elsa', { profession: 'Anhörig' });
    await tell(page, 'lobbyChanged', { lobby: [guest] });
    const pill = page.locator('.lobby-pill');
    for (const { width, height } of WINDOW_SIZES) {
      await page.setViewportSize({ width, height });
      const covered = async () => {
        const box = await pill.boundingBox();
        if (box === null) return ['it is gone'];
        return [...(await boxesOf(page))]
          .filter(([, one]) => !areApart(one, box))
          .map(([name]) => name);
      };
      await expect.poll(covered, { message: `at ${width} × ${height}` }).toEqual([]);
    }
  },
);

test('a toast covers no control, opens what it tells of, and can be put away', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Nyheter');
  const page = await person();
  await connectByLink(page, callId, 'Karin');
  const lars = await person({ browser: 'chromium' });
  await connectByLink(lars, callId, 'Lars');
  const toast = page.locator('.toast');
  await expect(toast).toContainText('Lars har anslutit');
  // Pointed at, it stays.
  await toast.hover();
  // Where there is room, this line is between the toast and the buttons.
  await expect(page.locator('.room-check')).not.toBeEmpty();
  for (const { width, height } of WINDOW_SIZES) {
    await page.setViewportSize({ width, height });
    await expect
      .poll(async () => {
        const box = await toast.boundingBox();
        if (box === null) return ['it is gone'];
        const covered = [...(await boxesOf(page))].filter(([, one]) => !areApart(one, box));
        return covered.map(([name]) => `${name} at ${width} × ${height}`);
      })
      .toEqual([]);
    await toast.hover();
  }
  await toast.getByRole('button', { name: 'Dölj' }).click();
  await expect(toast).toHaveCount(0);
  await lars.getByRole('button', { name: 'Chatt', exact: true }).click();
  await lars.getByLabel('Ditt meddelande').fill('Hej!');
  await lars.keyboard.press('Enter');
  await toast.getByRole('button', { name: 'Nytt meddelande från Lars' }).click();
  await expect(page.getByRole('log')).toContainText('Hej!');
});
