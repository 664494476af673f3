// Moderating a meeting: guests join by link and by call ID through the lobby, are muted and removed; locked, deleted,
// refused.
import type { Page } from '@playwright/test';
import { expectSeesAndHears } from './support/mediaProof.ts';
import {
  chooseFor,
  connectByLink,
  connectByName,
  countButton,
  leaveButton,
  tileOf,
} from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';
import { PHONE } from './support/windowSizes.ts';

/** Gives a name and submits, without waiting to be in. */
async function knock(page: Page, name: string): Promise<void> {
  await page.getByLabel('Namn', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Anslut' }).click();
}

test('a guest by link, another through the lobby; muted, removed, locked out', async ({
  server,
  person,
}) => {
  const space = await server.createSpace('Leds', { lobby: 'withoutLink' });
  const karin = await person();
  await signIn(karin);

  // By call ID alone, before anybody is there who could admit her.
  const elsa = await person({ browser: 'chromium' });
  await elsa.goto(`/meeting/${space.callId}`);
  await knock(elsa, 'Elsa');
  await expect(elsa.getByRole('heading', { level: 1 })).toHaveText('Du väntar på att bli insläppt');
  await expect(elsa.getByText('Mötesledaren har inte kommit än.')).toBeVisible();
  await karin.goto(`/meeting/${space.callId}`);
  await connectByName(karin, 'Karin');
  await expect(elsa.getByText('vet att du är här')).toBeVisible();
  await expect(karin.getByText('Elsa väntar')).toBeVisible();
  const open = () =>
    elsa.evaluate(
      () => window.connections.filter(({ connectionState }) => connectionState !== 'closed').length,
    );
  expect(await open(), 'no media in the lobby').toBe(0);

  // With the link one gets straight in, and its secret disappears from the address.
  const lars = await person({ browser: 'chromium' });
  const link = new URL(space.guestLink);
  await lars.goto(link.pathname + link.hash);
  await connectByName(lars, 'Lars');
  expect(lars.url()).not.toContain('#');
  await expectSeesAndHears(karin, 'Lars');

  await karin.getByRole('button', { name: 'Släpp in Elsa' }).click();
  await expect(leaveButton(elsa)).toBeVisible();
  // The pressed button is gone, but the focus is not back at the top of the page.
  await expect(karin.getByRole('heading', { level: 1 })).toBeFocused();
  await expectSeesAndHears(elsa, 'Karin');
  await expect(countButton(karin, 3)).toBeVisible();
  // Somebody admitted once need not knock again.
  await elsa.reload();
  await connectByName(elsa, 'Elsa');

  await countButton(karin, 3).click();
  const panelHeading = karin.getByRole('heading', { name: 'Deltagare' });
  const wide = karin.viewportSize() ?? { width: 1280, height: 720 };
  // There the list covers everything, including the page's heading.
  await karin.setViewportSize(PHONE);
  await chooseFor(karin, 'Lars', 'Stäng av mikrofonen');
  await karin.setViewportSize(wide);
  await expect(lars.getByText('Karin har stängt av din mikrofon.')).toBeVisible();
  await expect(tileOf(karin, 'Lars').getByText('Mikrofonen är av')).toHaveCount(1);
  await lars.getByRole('button', { name: 'Slå på mikrofonen' }).click();
  await expect(tileOf(karin, 'Lars').getByText('Mikrofonen är av')).toHaveCount(0);
  await expect(lars.getByText('Karin har stängt av din mikrofon.')).toHaveCount(0);
  await karin.getByRole('button', { name: 'Tysta alla' }).click();
  for (const page of [lars, elsa]) {
    await expect(page.getByRole('button', { name: 'Mikrofonen är av' })).toBeVisible();
  }
  await expect(karin.getByRole('button', { name: 'Mikrofonen är på' })).toBeVisible();

  await chooseFor(karin, 'Lars', 'Ta bort ur mötet');
  const question = karin.getByRole('dialog', { name: 'Ta bort Lars ur mötet?' });
  await question.getByRole('button', { name: 'Ta bort', exact: true }).click();
  await expect(lars.getByText('Mötesledaren har tagit bort dig.')).toBeVisible();
  await expect(panelHeading).toBeFocused();
  await expect(countButton(karin, 2)).toBeVisible();

  await karin.getByRole('button', { name: 'Lås mötet' }).click();
  const bo = await person({ browser: 'chromium' });
  await bo.goto(link.pathname + link.search);
  await knock(bo, 'Bo');
  await expect(bo.getByText('Mötet är låst')).toBeVisible();
  // The convener loses the connection, and is convener again in the locked room.
  await karin.reload();
  await connectByName(karin, 'Karin');
  await countButton(karin, 2).click();
  await expect(karin.getByRole('button', { name: 'Lås upp mötet' })).toBeVisible();
});

test(
  'deleted from within: everybody is out, and both ways in are refused',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const space = await server.createSpace('Tas bort inifrån', { lobby: 'everybody' });
    const karin = await person();
    await signIn(karin);
    await karin.goto(`/meeting/${space.callId}`);
    await connectByName(karin, 'Karin');
    const [lars, elsa] = [
      await person({ browser: 'chromium' }),
      await person({ browser: 'chromium' }),
    ];
    await countButton(karin, 1).click();
    for (const [page, name] of [
      [lars, 'Lars'],
      [elsa, 'Elsa'],
    ] as const) {
      await page.goto(`/meeting/${space.callId}`);
      await knock(page, name);
      await expect(karin.getByRole('button', { name: `Släpp in ${name}` })).toBeVisible();
    }
    await karin.getByRole('button', { name: 'Släpp in Lars' }).click();
    await expect(leaveButton(lars)).toBeVisible();
    await karin.getByRole('button', { name: 'Mer för mötet' }).click();
    await karin.getByRole('menuitem', { name: 'Ta bort mötet för alltid' }).click();
    const question = karin.getByRole('dialog', { name: 'Ta bort Tas bort inifrån för alltid?' });
    await question.getByRole('button', { name: 'Ta bort mötet för alltid' }).click();
    for (const page of [lars, elsa]) {
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mötet är avslutat');
    }
    // The convener's receipt.
    await expect(karin.getByRole('heading', { level: 1 })).toHaveText('Mötet är borttaget');
    const [, digits = ''] = /samtals-ID ([\d\s]{11}) togs bort .*\d\d\.\d\d/.exec(
      await karin.getByText('Mötet Tas bort inifrån med').innerText(),
    ) ?? ['', ''];
    expect(digits.replaceAll(/\s/g, '')).toBe(space.callId);
    expect(
      await lars.evaluate(() =>
        window.connections.every((one) => one.connectionState === 'closed'),
      ),
    ).toBe(true);
    const link = new URL(space.guestLink);
    for (const path of [`/meeting/${space.callId}`, link.pathname + link.hash]) {
      await lars.goto(path);
      await expect(lars.getByRole('heading', { level: 1 })).toHaveText('Mötet finns inte');
    }
  },
);

test(
  'a denied guest is told, and may knock again',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const space = await server.createSpace('Avvisas', { lobby: 'everybody' });
    const karin = await person({ browser: 'chromium' });
    await signIn(karin);
    await karin.goto(`/meeting/${space.callId}`);
    await connectByName(karin, 'Karin');
    const lars = await person();
    await lars.goto(`/meeting/${space.callId}`);
    await knock(lars, 'Lars');
    // One waits, in one line over the pictures; turning somebody away is in the panel.
    await karin.getByRole('button', { name: 'Lars väntar' }).click();
    await karin.getByRole('button', { name: 'Avvisa Lars' }).click();
    await expect(lars.getByText('Du släpptes inte in')).toBeVisible();
    // Not at once: only after the ten seconds that the page has announced.
    await expect(lars.getByText('Du kan försöka igen om 10 sekunder.')).toBeVisible();
    await expect(lars.getByRole('button', { name: 'Anslut igen' })).toHaveCount(0);
    await lars.getByRole('button', { name: 'Anslut igen' }).click({ timeout: 30_000 });
    await lars.getByRole('button', { name: 'Anslut', exact: true }).click();
    await expect(karin.getByRole('button', { name: 'Släpp in Lars' })).toBeVisible();
    // A guest who stops waiting disappears from the list.
    await lars.getByRole('button', { name: 'Sluta vänta' }).click();
    await expect(karin.getByRole('button', { name: 'Släpp in Lars' })).toHaveCount(0);
  },
);

test(
  'on a phone somebody of a long name can be let in',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const space = await server.createSpace('Släpps in', { lobby: 'everybody' });
    const karin = await person({ viewport: { width: 390, height: 844 } });
    await signIn(karin);
    await karin.goto(`/meeting/${space.callId}`);
    await connectByName(karin, 'Karin');
    const guest = await person();
    await guest.goto(`/meeting/${space.callId}`);
    await guest.getByLabel('Profession').fill('Biståndshandläggare');
    await knock(guest, 'Alexandra Margareta von Schwerin-Hohenstaufen');
    await expect(karin.getByRole('button', { name: /^Släpp in/ })).toBeInViewport({ ratio: 1 });
    await expect(karin.locator('.lobby-pill')).toContainText('Biståndshandläggare');
  },
);

test(
  'somebody removed is known again in a new tab, and with the lock does not come back at all',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const space = await server.createSpace('Tas bort');
    const karin = await person();
    await signIn(karin);
    await karin.goto(`/meeting/${space.callId}`);
    await connectByName(karin, 'Karin');
    const lars = await person();
    await lars.goto(`/meeting/${space.callId}`);
    await connectByName(lars, 'Lars');
    await countButton(karin, 2).click();
    await chooseFor(karin, 'Lars', 'Ta bort ur mötet');
    const question = karin.getByRole('dialog', { name: 'Ta bort Lars ur mötet?' });
    await expect(question).toContainText('Från en annan enhet räcker numret');
    // Firefox focuses only one window, and the other was opened last.
    await karin.bringToFront();
    // First the choice that does nothing, then the milder of the two.
    for (const name of ['Avbryt', 'Ta bort', 'Ta bort och lås']) {
      await expect(question.getByRole('button', { name, exact: true })).toBeFocused();
      await karin.keyboard.press('Tab');
    }
    await question.getByRole('button', { name: 'Ta bort', exact: true }).click();
    await expect(lars.getByText('Mötesledaren har tagit bort dig.')).toBeVisible();
    await expect(karin.locator('.toast')).toContainText('Du tog bort Lars ur mötet');

    // The space has no lobby; the browser is known all the same.
    const tab = await lars.context().newPage();
    await tab.goto(`/meeting/${space.callId}`);
    await karin.getByRole('button', { name: 'Stäng', exact: true }).click();
    await knock(tab, 'Någon annan');
    await karin
      .getByRole('button', { name: 'Någon annan väntar har tagits bort ur mötet' })
      .click();
    await expect(karin.locator('.lobby').getByText('har tagits bort ur mötet')).toBeVisible();
    await karin.getByRole('button', { name: 'Släpp in Någon annan' }).click();
    await expect(leaveButton(tab)).toBeVisible();

    await chooseFor(karin, 'Någon annan', 'Ta bort ur mötet');
    await karin.getByRole('button', { name: 'Ta bort och lås' }).click();
    await expect(tab.getByText('Mötesledaren har tagit bort dig.')).toBeVisible();
    await expect(karin.getByRole('button', { name: 'Lås upp mötet' })).toBeVisible();
    const third = await lars.context().newPage();
    await third.goto(`/meeting/${space.callId}`);
    await knock(third, 'Lars');
    await expect(third.getByText('Mötesledaren har tagit bort dig.')).toBeVisible();
    await expect(countButton(karin, 1)).toBeVisible();
  },
);

test(
  'a removal that the server refuses is told',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Stor grupp');
    const karin = await person();
    await karin.routeWebSocket(/socket\.io/, (socket) => {
      const upstream = socket.connectToServer();
      socket.onMessage((message) => {
        const [, number] = /^42(\d+)\["request","removeParticipant"/.exec(String(message)) ?? [];
        if (number === undefined) upstream.send(message);
        else socket.send(`43${number}[{"ok":false,"refusal":{"code":"tooFast"}}]`);
      });
    });
    await signIn(karin);
    await karin.goto(`/meeting/${callId}`);
    await connectByName(karin, 'Karin');
    const lars = await person();
    await connectByLink(lars, callId, 'Lars');
    await countButton(karin, 2).click();
    await chooseFor(karin, 'Lars', 'Ta bort');
    await karin.getByRole('dialog').getByRole('button', { name: 'Ta bort', exact: true }).click();
    await expect(karin.getByRole('alert')).toContainText('Det gick inte');
    await expect(tileOf(karin, 'Lars')).toBeVisible();
  },
);
