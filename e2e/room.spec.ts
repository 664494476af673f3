// In the meeting: hands, speakers, announcements, the reception check, and how one leaves.
import type { Page } from '@playwright/test';
import { hum } from '@distansmote/testkit/sound/hum.ts';
import { expectSeesAndHears } from './support/mediaProof.ts';
import {
  connectByLink,
  connectByName,
  countButton,
  expectInMeeting,
  leaveButton,
  tileOf,
} from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';

test(
  'hands are listed in the order in which they were raised, and can be lowered',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Händer');
    const karin = await person();
    const lars = await person({ browser: 'chromium' });
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await lars.getByRole('button', { name: 'Räck upp handen' }).click();
    await expect(tileOf(karin, 'Lars').getByText('Hand nummer 1')).toHaveCount(1);
    await expect(karin.locator('.toast', { hasText: 'Lars räcker upp handen' })).toHaveCount(1);
    await karin.getByRole('button', { name: 'Räck upp handen' }).click();
    await karin.getByRole('button', { name: /deltagare$/ }).click();
    const people = karin.getByRole('region', { name: 'Deltagare' });
    await expect(people.getByRole('listitem').filter({ hasText: 'Karin' })).toContainText(
      'Hand nummer 2',
    );
    await expect(people.getByRole('listitem').filter({ hasText: 'Lars' })).toContainText(
      'Hand nummer 1',
    );
    await lars.getByRole('button', { name: 'Ta ner handen' }).click();
    await expect(people.getByRole('listitem').filter({ hasText: 'Karin' })).toContainText(
      'Hand nummer 1',
    );
  },
);

test(
  'the speaker is outlined, and nothing moves',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Talar');
    const karin = await person();
    // Makes a continuous tone, also when Karin joins.
    const lars = await person({ browser: 'chromium', voice: await hum() });
    await connectByLink(lars, callId, 'Lars');
    await connectByLink(karin, callId, 'Karin');
    const tile = tileOf(karin, 'Lars');
    await expect(karin.locator('.tile.is-speaking', { hasText: 'Lars' })).toBeVisible();
    const before = await tile.boundingBox();
    await lars.getByRole('button', { name: /^Mikrofon/ }).click();
    await expect(karin.locator('.tile.is-speaking', { hasText: 'Lars' })).toHaveCount(0);
    expect(await tile.boundingBox()).toEqual(before);
  },
);

test('the page says that everybody sees and hears me, or what is wrong and what to do', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Kontroll');
  const karin = await person();
  const lars = await person({ browser: 'chromium' });
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await expect(karin.getByText('Alla ser och hör dig.')).toBeVisible();
  await expect(lars.getByText('Alla ser och hör dig.')).toBeVisible();
  await karin.getByRole('button', { name: /^Kamera/ }).click();
  await expect(karin.getByText('Alla hör dig. Din kamera är av.')).toBeVisible();
  await karin.getByRole('button', { name: /^Mikrofon/ }).click();
  await expect(karin.getByText(/^Alla (hör|ser)/)).toHaveCount(0);
});

test('somebody whom a browser does not play is told', async ({ server, person }) => {
  const { callId } = await server.createSpace('Tyst');
  const karin = await person();
  const lars = await person();
  await lars.addInitScript(() => {
    const play = HTMLMediaElement.prototype.play;
    let isAllowed = false;
    addEventListener(
      'click',
      (event) => {
        if ((event.target as Element).closest('button')?.textContent?.includes('Slå på ljudet'))
          isAllowed = true;
      },
      { capture: true },
    );
    HTMLMediaElement.prototype.play = function playUnlessBlocked(this: HTMLMediaElement) {
      if (this instanceof HTMLAudioElement && !isAllowed)
        return Promise.reject(new DOMException('', 'NotAllowedError'));
      return play.call(this);
    };
  });
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await expect(karin.getByText('Lars hör dig inte')).toBeVisible();
  await expect(karin.getByText('Be Lars välja Slå på ljudet.')).toBeVisible();
  await lars.getByRole('button', { name: 'Slå på ljudet' }).click();
  await expect(karin.getByText('Alla ser och hör dig.')).toBeVisible();
});

test('joins and leaves are announced, and a mere reconnect is not', async ({ server, person }) => {
  const { callId } = await server.createSpace('Kommer och går');
  const karin = await person();
  const lars = await person();
  await connectByLink(karin, callId, 'Karin');
  await karin.evaluate(keepAnnouncements);
  const announcedTo = (page: Page) => page.evaluate(() => window.announced);
  await connectByLink(lars, callId, 'Lars');
  const joined = ['seen: Lars har anslutit', 'read out: Lars har anslutit'];
  await expect.poll(() => announcedTo(karin)).toEqual(expect.arrayContaining(joined));
  await expectSeesAndHears(karin, 'Lars');
  for (const page of [karin, lars]) await page.evaluate(keepAnnouncements);

  // A new socket, while the server believes that the old one lives.
  await lars.evaluate(() => {
    for (const socket of window.sockets) socket.close();
  });
  await expectSeesAndHears(karin, 'Lars');
  // All media is lost at once, and every page rebuilds it.
  server.killMediaWorker();
  await expect
    .poll(() => lars.evaluate(() => window.connections.at(-1)?.connectionState))
    .toBe('connected');
  await expect(countButton(karin, 2)).toBeVisible();
  await expectSeesAndHears(karin, 'Lars');
  await expectSeesAndHears(lars, 'Karin');
  for (const page of [karin, lars])
    expect((await announcedTo(page)).join('\n')).not.toMatch(/anslutit|lämnat|tappade/);
  await leaveButton(lars).click();
  const left = ['seen: Lars har lämnat mötet', 'read out: Lars har lämnat mötet'];
  await expect.poll(() => announcedTo(karin)).toEqual(expect.arrayContaining(left));
});

/** From now on, since what is seen goes away after six seconds. Self-contained: it runs in the page. */
function keepAnnouncements(): void {
  // An element may be used for the next words.
  const kept = new WeakMap<Element, string>();
  const look = () =>
    [...document.querySelectorAll('.toast, output[aria-live] span')].filter((one) => {
      const isNews = one.textContent !== '' && kept.get(one) !== one.textContent;
      if (!isNews || !one.checkVisibility()) return false;
      kept.set(one, one.textContent);
      return true;
    });
  look();
  const announced: string[] = [];
  window.announced = announced;
  const keep = () => {
    for (const one of look())
      announced.push(`${one.matches('.toast') ? 'seen' : 'read out'}: ${one.textContent}`);
  };
  new MutationObserver(keep).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  // What becomes visible changes nothing else.
  setInterval(keep, 100);
}

test(
  'the convener leaves, or ends the meeting for everybody',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Avsluta');
    const karin = await person();
    await signIn(karin);
    const lars = await person();
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await expect(countButton(karin, 2)).toBeVisible();
    await leaveButton(karin).click();
    await karin.getByRole('button', { name: 'Stanna kvar' }).click();
    await leaveButton(karin).click();
    await karin.getByRole('button', { name: 'Lämna', exact: true }).click();
    await expect(karin.getByRole('heading', { level: 1 })).toHaveText('Du har lämnat mötet');
    await expect(countButton(lars, 1)).toBeVisible();
    await karin.getByRole('button', { name: 'Anslut igen' }).click();
    await karin.getByRole('button', { name: 'Anslut', exact: true }).click();
    await expectInMeeting(karin);
    await leaveButton(karin).click();
    await karin.getByRole('button', { name: 'Avsluta för alla' }).click();
    await expect(lars.getByText('Mötesledaren har avslutat mötet.')).toBeVisible();
    await expect(karin.getByRole('link', { name: 'Till mina möten' })).toBeVisible();
  },
);

test(
  "one can hide and move one's own video, and the choice is remembered",
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Egen bild');
    const karin = await person();
    const lars = await person();
    await connectByLink(lars, callId, 'Lars');
    await connectByLink(karin, callId, 'Karin');
    const own = karin.locator('[data-participant="me"]');
    await expect(own).toBeVisible();
    const before = await own.boundingBox();
    await own.hover();
    await karin.getByRole('button', { name: 'Flytta min bild' }).click();
    expect((await own.boundingBox())?.x).not.toBe(before?.x);
    await karin.getByRole('button', { name: 'Dölj min bild' }).click();
    await expect(own).toHaveCount(0);
    await karin.reload();
    await karin.getByRole('button', { name: 'Anslut', exact: true }).click();
    await expect(karin.getByRole('button', { name: 'Visa min bild' })).toBeVisible();
    await karin.getByRole('button', { name: 'Visa min bild' }).click();
    await expect(own).toBeVisible();
  },
);

test(
  'the same tab opened twice continues in the newer one',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Två flikar');
    const karin = await person();
    await connectByLink(karin, callId, 'Karin');
    const copy = await karin.context().newPage();
    const key = await karin.evaluate((id) => sessionStorage.getItem(`person ${id}`), callId);
    await copy.addInitScript(([id, value]) => sessionStorage.setItem(`person ${id}`, value ?? ''), [
      callId,
      key,
    ] as const);
    await copy.goto(`/meeting/${callId}`);
    await copy.getByRole('button', { name: 'Fortsätt här' }).click();
    await connectByName(copy, 'Karin');
    await expect(karin.getByText('Mötet fortsätter i en annan flik')).toBeVisible();
    await expect(countButton(copy, 1)).toBeVisible();
  },
);
