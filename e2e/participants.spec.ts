// The panel of the participants and the chat on a laptop: how much of them is in view, and what conveners do from there.
import type { CallId } from '@distansmote/shared/ids.ts';
import { Page as VirtualPage } from '@distansmote/testkit/browser/page.ts';
import { participantCalled } from '@distansmote/testkit/browser/participant.ts';
import { offer } from '@distansmote/testkit/browser/trackOffers.ts';
import type { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import type { Locator, Page } from '@playwright/test';
import { chooseFor, connectByLink, connectByName, countButton, tileOf } from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { holdWire, tell } from './support/tell.ts';
import { expect, test } from './support/test.ts';
import { LAPTOP, WINDOW_SIZES } from './support/windowSizes.ts';

/** Opens pages without browsers, which cost next to nothing. */
async function virtualPages(server: ServerProcess, callId: string) {
  const found = await fetch(`${server.url}/api/meetings/${callId}`);
  const { rtpCapabilities } = (await found.json()) as Pick<VirtualPage, 'rtpCapabilities'>;
  const host = { url: server.url, mediaWorkers: { rtpCapabilities } };
  return {
    async enter(name: string): Promise<VirtualPage> {
      const page = await VirtualPage.open(host);
      await page.enter(callId as CallId, name, [offer('microphone')]);
      return page;
    },
    async knock(name: string): Promise<VirtualPage> {
      const page = await VirtualPage.open(host);
      await page.knock(callId as CallId, name);
      return page;
    },
  };
}

async function lead(page: Page, callId: string): Promise<void> {
  await signIn(page);
  await page.goto(`/meeting/${callId}`);
  await connectByName(page, 'Karin');
}

/** Of the words that say how those who wait have come, the ones that lie wholly within each line. */
function wordsNotCut(lines: Element[]): string[][] {
  return lines.map((line) => {
    const { left, right } = line.getBoundingClientRect();
    const found: string[] = [];
    const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      for (const words of ['har tagits bort ur mötet', 'med numret']) {
        const start = text.nodeValue?.indexOf(words) ?? -1;
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(text, start);
        range.setEnd(text, start + words.length);
        const isWhole = [...range.getClientRects()].every(
          (one) => one.left >= left - 1 && one.right <= right + 1,
        );
        if (isWhole) found.push(words);
      }
    }
    return found;
  });
}

/** How many of these are wholly within the part of the panel that is in view. */
function countInView(rows: Locator): Promise<number> {
  return rows.evaluateAll((all) => {
    const panel = document.querySelector('.panel')?.getBoundingClientRect();
    const scrolling = all[0]?.closest('.panel-scroll, .conversation-log')?.getBoundingClientRect();
    return all.filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      const isIn = (box: DOMRect | undefined) =>
        box !== undefined && top >= box.top && bottom <= box.bottom;
      return isIn(panel) && isIn(scrolling);
    }).length;
  });
}

test(
  'ten people: at least five of them are in view beside the convener’s tools',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Tio personer');
    const karin = await person({ viewport: LAPTOP });
    await lead(karin, callId);
    const others = await virtualPages(server, callId);
    for (let at = 2; at <= 10; at += 1) await others.enter(`Deltagare ${at}`);
    await countButton(karin, 10).click();
    const panel = karin.getByRole('region', { name: 'Deltagare' });
    const rows = panel.getByRole('listitem').filter({ hasText: /Deltagare \d|Karin/ });
    await expect(rows).toHaveCount(10);
    expect(await countInView(rows)).toBeGreaterThanOrEqual(5);
  },
);

test(
  'a chat on a laptop: six messages are in view, one under the other under one name',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Chatt på en bärbar dator');
    const karin = await person({ viewport: LAPTOP });
    await connectByLink(karin, callId, 'Karin');
    const others = await virtualPages(server, callId);
    const lars = await others.enter('Lars');
    await karin.getByRole('button', { name: 'Chatt', exact: true }).click();
    for (let at = 1; at <= 9; at += 1)
      await lars.request('sendMessage', {
        id: crypto.randomUUID(),
        to: 'everybody',
        text: `Meddelande ${at}`,
      });
    const messages = karin.locator('.message');
    await expect(messages).toHaveCount(9);
    expect(await countInView(messages)).toBeGreaterThanOrEqual(6);

    // The field is a line, which grows with what is written, and is one again after it is sent.
    const field = karin.getByLabel('Ditt meddelande');
    const height = () => field.evaluate((element) => element.getBoundingClientRect().height);
    const ofOneLine = await height();
    await field.fill('En\ntvå\ntre');
    expect(await height()).toBeGreaterThan(2 * ofOneLine * 0.9);
    await field.press('Enter');
    await expect.poll(height).toBe(ofOneLine);
  },
);

test(
  'many wait: a pill over the pictures, the list in the panel, all let in at once, a word to them',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Många väntar', { lobby: 'everybody' });
    const karin = await person({ viewport: LAPTOP });
    await lead(karin, callId);
    const others = await virtualPages(server, callId);
    const lars = await others.knock('Lars');
    await karin.getByRole('button', { name: 'Släpp in Lars' }).click();
    await lars.waitForNotice('admitted');
    await lars.enter(callId, 'Lars');
    await expect(tileOf(karin, 'Lars')).toBeVisible();
    const middle = karin.locator('main');
    const before = await middle.boundingBox();
    const elsa = await person({ browser: 'chromium' });
    await elsa.goto(`/meeting/${callId}`);
    await elsa.getByLabel('Namn', { exact: true }).fill('Elsa');
    await elsa.getByRole('button', { name: 'Anslut' }).click();
    // One waits: the name, and the button.
    await expect(karin.getByRole('button', { name: 'Släpp in Elsa' })).toBeVisible();
    const waiting: VirtualPage[] = [];
    for (let at = 1; at <= 6; at += 1) waiting.push(await others.knock(`Väntande ${at}`));
    const pill = karin.getByRole('button', { name: '7 väntar' });
    await expect(pill).toBeVisible();
    // It takes no room from the pictures.
    expect(await middle.boundingBox()).toEqual(before);

    await pill.click();
    const panel = karin.getByRole('region', { name: 'Deltagare' });
    await expect(panel.getByRole('heading', { name: '7 väntar' })).toBeInViewport();
    await expect(panel.getByText('med numret').first()).toBeVisible();
    await panel.getByRole('button', { name: 'Säg något till dem som väntar' }).click();
    await panel.getByLabel('Säg något till dem som väntar').fill('Vi är klara om tio minuter.');
    await karin.keyboard.press('Enter');
    await expect(elsa.getByText('Vi är klara om tio minuter.')).toBeVisible();
    await expect(elsa.getByText('Karin:')).toBeVisible();

    await panel.getByRole('button', { name: 'Släpp in alla' }).click();
    for (const page of waiting) await page.waitForNotice('admitted');
    await expect(tileOf(elsa, 'Karin')).toBeVisible();
    await expect(panel.getByRole('heading', { name: /väntar/ })).toHaveCount(0);
  },
);

test(
  'how those who wait have come is read whole in every window',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Hur de kom');
    const page = await person();
    await holdWire(page);
    await lead(page, callId);
    const guest = participantCalled('Elsa', {
      profession: 'Biståndshandläggare',
      companions: ['Per Alm', 'Stina Ek', 'Ylva Norén'],
    });
    const wasRemoved = { ...participantCalled('Lars'), wasRemoved: true };
    await tell(page, 'lobbyChanged', { lobby: [guest, wasRemoved] });
    await page.getByRole('button', { name: '2 väntar' }).click();
    const panel = page.getByRole('region', { name: 'Deltagare' });
    await expect(panel.getByRole('heading', { name: '2 väntar' })).toBeVisible();
    for (const { width, height } of WINDOW_SIZES) {
      await page.setViewportSize({ width, height });
      await expect
        .poll(() => panel.locator('.lobby .person-words').evaluateAll(wordsNotCut), {
          message: `at ${width} × ${height}`,
        })
        .toEqual([['med numret'], ['har tagits bort ur mötet', 'med numret']]);
    }
  },
);

test(
  'from the menu of a person: asked for sound, hand lowered, spotlight, share stopped; own name',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Verktygen');
    const karin = await person({ viewport: LAPTOP });
    await lead(karin, callId);
    const lars = await person({ browser: 'chromium' });
    await connectByLink(lars, callId, 'Lars');
    await countButton(karin, 2).click();

    await lars.getByRole('button', { name: 'Mikrofonen är på' }).click();
    await chooseFor(karin, 'Lars', 'Be om ljud');
    await expect(lars.getByText('Karin ber dig slå på mikrofonen.')).toBeVisible();
    await lars.getByRole('button', { name: 'Slå på mikrofonen' }).click();
    await expect(lars.getByText('Karin ber dig slå på mikrofonen.')).toHaveCount(0);
    await expect(lars.getByRole('button', { name: 'Mikrofonen är på' })).toBeVisible();

    await lars.getByRole('button', { name: 'Räck upp handen' }).click();
    await expect(karin.getByRole('heading', { name: 'Räcker upp handen' })).toBeVisible();
    await karin.getByRole('button', { name: 'Ta ner handen för Lars' }).click();
    await expect(lars.getByRole('button', { name: 'Karin tog ner din hand.' })).toBeVisible();
    await expect(lars.getByRole('button', { name: 'Räck upp handen' })).toBeVisible();

    await chooseFor(karin, 'Lars', 'Visa stort för alla');
    await lars.getByRole('button', { name: '2 deltagare' }).click();
    await expect(
      lars.locator('.person', { hasText: 'Lars' }).getByText('visas stort för alla'),
    ).toHaveCount(1);
    await chooseFor(karin, 'Lars', 'Sluta visa stort för alla');

    await lars.getByRole('button', { name: 'Dela skärm' }).click();
    await expect(karin.locator('[data-screen-of]')).toBeVisible();
    await chooseFor(karin, 'Lars', 'Avsluta delningen');
    await expect(lars.getByRole('button', { name: 'Karin avslutade din delning.' })).toBeVisible();
    await expect(karin.locator('[data-screen-of]')).toHaveCount(0);
    await expect(lars.getByRole('button', { name: 'Dela skärm' })).toBeVisible();

    await lars.getByRole('button', { name: 'Ändra ditt namn' }).click();
    await lars.getByLabel('Namn', { exact: true }).fill('Lars Öberg');
    await lars.getByRole('button', { name: 'Spara' }).click();
    await expect(tileOf(karin, 'Lars Öberg')).toBeVisible();
    // By the new name also after a loss of everything but the tab.
    await lars.reload();
    await expect(lars.getByLabel('Namn', { exact: true })).toHaveValue('Lars Öberg');
  },
);
