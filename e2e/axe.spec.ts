// axe finds no violation on any page or panel, in light and dark colours, in Swedish and English. In Chromium: axe
// reads elements and styles, which are the same in Firefox, where only the way in is checked again.
import type { NodeDescription } from '@distansmote/shared/nodesApi.ts';
import type { Page } from '@playwright/test';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { choose, openNewSpace, rowOf } from './support/spaces.ts';
import { expect, test } from './support/test.ts';
import { ADMIN_PASSWORD } from '@distansmote/testkit/server/serverProcess.ts';

/** One runs, one is drained, one does not respond. */
const NODES = (['running', 'draining', 'silent'] as const).map(
  (status, index): NodeDescription => ({
    id: status,
    address: `http://10.0.0.${index}:3000`,
    version: `0.${index}.0`,
    startedAt: '2026-11-24T06:12:00.000Z',
    people: 0,
    meetings: 0,
    mediaWorkers: 1,
    lentWorkers: index % 2,
    borrowedWorkers: (index + 1) % 2,
    calls: 0,
    status,
    isDrainAsked: status === 'draining',
  }),
);

for (const language of ['sv', 'en'] as const) {
  const say = (swedish: string, english: string) => (language === 'sv' ? swedish : english);
  // Firefox keeps the colour scheme it was started with; it is light elsewhere in this suite.
  const reader = {
    locale: say('sv-SE', 'en-GB'),
    colorScheme: language === 'sv' ? 'light' : 'dark',
  } as const;
  const button = (page: Page, swedish: string, english: string) =>
    page.getByRole('button', { name: say(swedish, english), exact: true });
  const field = (page: Page, swedish: string, english: string) =>
    page.getByLabel(say(swedish, english), { exact: true });

  async function signIn(page: Page): Promise<void> {
    await page.goto('/sign-in');
    await field(page, 'Användarnamn', 'Username').fill('admin');
    await field(page, 'Lösenord', 'Password').fill(ADMIN_PASSWORD);
    await button(page, 'Logga in', 'Sign in').click();
    await expect(page).toHaveURL(/\/spaces$/);
  }

  async function giveName(page: Page, name: string): Promise<void> {
    await field(page, 'Namn', 'Name').fill(name);
    await button(page, 'Anslut', 'Join').click();
  }

  async function enter(page: Page, callId: string, name: string): Promise<void> {
    await page.goto(`/meeting/${callId}`);
    await giveName(page, name);
    await expect(button(page, 'Lämna mötet', 'Leave the meeting')).toBeVisible();
  }

  test(
    `the way in, ${language}`,
    { tag: language === 'en' ? [] : '@chromium-only' },
    async ({ server, person }) => {
      const { callId } = await server.createSpace('Tillgängligt');
      const page = await person(reader);
      for (const path of ['/', '/call-id', '/sign-in', '/no-such-page', '/meeting/999888777']) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectNoViolations(page, path);
      }
      await page.goto('/call-id');
      await page.locator('input').fill('12');
      await button(page, 'Fortsätt', 'Continue').click();
      await expect(page.locator('[aria-invalid="true"]')).toBeVisible();
      await expectNoViolations(page, 'half a call ID');
      await page.goto(`/meeting/${callId}`);
      await expect(page.locator('video')).toBeVisible();
      await expectNoViolations(page, 'name page');
      await button(page, 'Inställningar', 'Settings').click();
      await expect(page.getByRole('dialog').locator('video')).toBeVisible();
      await expectNoViolations(page, 'settings');
      await page.keyboard.press('Escape');
      await button(
        page,
        'Bekräfta att du fått inbjudan',
        'Confirm that you have the invitation',
      ).click();
      await expect(field(page, 'Ditt namn', 'Your name')).toBeVisible();
      await expectNoViolations(page, 'confirming');
    },
  );

  test(`the equipment test, ${language}`, { tag: '@chromium-only' }, async ({ person }) => {
    const page = await person(reader);
    await page.goto('/equipment');
    const start = button(page, 'Starta testet', 'Start the test');
    await expect(start).toBeVisible();
    await expectNoViolations(page, 'before the test');
    await start.click();
    await expect(page.locator('video')).toBeVisible();
    await button(page, 'Spela ett testljud', 'Play a test sound').click();
    await button(page, 'Ja, jag hörde dem', 'Yes, I heard them').waitFor();
    await expectNoViolations(page, 'the test');
  });

  test(`denied devices, ${language}`, { tag: '@chromium-only' }, async ({ server, person }) => {
    const { callId } = await server.createSpace('Nekat');
    const page = await person({ ...reader, permission: 'denied' });
    await enter(page, callId, 'Karin');
    await expectNoViolations(page, 'room without devices');
    await button(page, 'Inställningar', 'Settings').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoViolations(page, 'settings without devices');
  });

  test(
    `before the start time of a meeting, ${language}`,
    { tag: '@chromium-only' },
    async ({ server, person }) => {
      const startsAt = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString();
      const { callId } = await server.createSpace('I morgon', { startsAt });
      const page = await person(reader);
      await page.goto(`/meeting/${callId}`);
      const confirm = button(
        page,
        'Bekräfta att du fått inbjudan',
        'Confirm that you have the invitation',
      );
      await confirm.click();
      await expect(page.locator('[aria-invalid="true"]')).toBeVisible();
      await expectNoViolations(page, 'confirming without a name');
      await field(page, 'Ditt namn', 'Your name').fill('Elsa');
      await confirm.click();
      await expect(confirm).toHaveCount(0);
      await expectNoViolations(page, 'confirmed');
    },
  );

  test(`the meeting, ${language}`, { tag: '@chromium-only' }, async ({ server, person }) => {
    const { callId } = await server.createSpace('Möte');
    const page = await person(reader);
    await enter(page, callId, 'Karin');
    await expectNoViolations(page, 'room');
    await page.getByRole('button', { name: say('Mer', 'More'), exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoViolations(page, 'the menu with everything else');
    await page.keyboard.press('Escape');
    const lars = await person({ ...reader, browser: 'chromium' });
    await enter(lars, callId, 'Lars');
    await expect(page.locator('[data-participant] video').first()).toBeVisible();
    await button(lars, 'Räck upp handen', 'Raise hand').click();
    await button(lars, 'Chatt', 'Chat').click();
    await lars.getByRole('textbox').fill('Hej https://www.1177.se');
    await lars.keyboard.press('Enter');
    await expect(page.locator('.unread').first()).toBeVisible();
    await expectNoViolations(page, 'room with two');
    await page.getByRole('button', { name: /^2 / }).click();
    await expect(page.locator('.panel')).toContainText('Lars');
    await expectNoViolations(page, 'participants');
    await page.locator('.panel-everybody').click();
    await expect(page.getByRole('log')).toContainText('Hej');
    await page.getByRole('textbox').fill('Svar');
    await page.keyboard.press('Enter');
    await expectNoViolations(page, 'conversation');
    await button(page, 'Inställningar', 'Settings').click();
    await expect(page.getByRole('dialog').locator('video')).toBeVisible();
    await expectNoViolations(page, 'settings in the meeting');
    await page.keyboard.press('Escape');
    await button(lars, 'Dela skärm', 'Share screen').click();
    await expect(page.locator('[data-screen-of]')).toBeVisible();
    await expectNoViolations(page, 'shared screen');
    await expectNoViolations(lars, 'sharing');
    await button(page, 'Lämna mötet', 'Leave the meeting').click();
    await expect(button(page, 'Anslut igen', 'Join again')).toBeVisible();
    await expectNoViolations(page, 'left');
  });

  test(
    `moderating a meeting, and waiting in the lobby, ${language}`,
    { tag: '@chromium-only' },
    async ({ server, person }) => {
      const { callId } = await server.createSpace('Leds', { lobby: 'everybody' });
      const karin = await person(reader);
      await signIn(karin);
      await enter(karin, callId, 'Karin');
      const lars = await person({ ...reader, browser: 'chromium' });
      const elsa = await person({ ...reader, browser: 'chromium' });
      for (const [page, name] of [
        [lars, 'Lars'],
        [elsa, 'Elsa'],
      ] as const) {
        await page.goto(`/meeting/${callId}`);
        await giveName(page, name);
        await expect(page.getByRole('heading', { name: /väntar|waiting/i })).toBeVisible();
      }
      await expectNoViolations(elsa, 'lobby');
      await expectNoViolations(karin, 'two have knocked');
      await button(karin, '2 väntar', '2 waiting').click();
      await expectNoViolations(karin, 'the lobby in the panel');
      await button(karin, 'Avvisa Elsa', 'Turn away Elsa').click();
      await expect(elsa.getByText(say('Du kan försöka igen', 'You can try again'))).toBeVisible();
      await expectNoViolations(elsa, 'turned away');
      await button(karin, 'Släpp in Lars', 'Let in Lars').click();
      await button(karin, 'Mer för Lars', 'More for Lars').click();
      await expectNoViolations(karin, 'leading');
      await karin.getByRole('menuitem', { name: /ur mötet|from the meeting/ }).click();
      await expectNoViolations(karin, 'asking before somebody is removed');
      await button(karin, 'Avbryt', 'Cancel').click();
      await button(karin, 'Tysta alla', 'Mute all').click();
      await expect(lars.getByRole('button', { name: /Slå på|Turn on/ }).first()).toBeVisible();
      await expectNoViolations(lars, 'muted by the convener');
      await button(karin, 'Mer för mötet', 'More for the meeting').click();
      await karin.getByRole('menuitem', { name: /för alltid|for ever$/ }).click();
      await expectNoViolations(karin, 'asking before the space is deleted');
      await button(karin, 'Behåll mötet', 'Keep the meeting').click();
      await button(karin, 'Lämna mötet', 'Leave the meeting').click();
      await expectNoViolations(karin, 'asking the convener');
      await button(karin, 'Avsluta för alla', 'End for everybody').click();
      await expect(
        karin.getByRole('link', { name: say('Till mina möten', 'To my meetings') }),
      ).toBeVisible();
      await expectNoViolations(karin, 'ended by oneself');
      await expect(
        lars.getByText(say('har avslutat mötet', 'has ended the meeting')),
      ).toBeVisible();
      await expectNoViolations(lars, 'ended by the convener');
    },
  );

  test(`the staff's pages, ${language}`, { tag: '@chromium-only' }, async ({ person }) => {
    const page = await person(reader);
    await page.goto('/sign-in');
    await field(page, 'Användarnamn', 'Username').fill('admin');
    await field(page, 'Lösenord', 'Password').fill('fel');
    await button(page, 'Logga in', 'Sign in').click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expectNoViolations(page, 'sign-in refused');
    await signIn(page);
    const dialog = await openNewSpace(page);
    await dialog.getByText(say('Fler val', 'More choices')).click();
    await expectNoViolations(page, 'choices of a new space');
    const name = `Tillgängligt ${language}`;
    await field(page, 'Mötets namn', 'Name of the meeting').fill(name);
    await dialog.getByRole('button', { name: say('Skapa möte', 'Create meeting') }).click();
    await expect(button(page, 'Kopiera inbjudan', 'Copy the invitation')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(button(page, 'Kopierad', 'Copied')).toBeVisible();
    await expectNoViolations(page, 'a new space and its copied invitation');
    await page.keyboard.press('Escape');
    const row = rowOf(page, name);
    await expectNoViolations(page, 'the list of spaces');
    await row.getByRole('button', { name: say('Mer om', 'More about') }).click();
    await expectNoViolations(page, 'the menu of a space');
    await page.keyboard.press('Escape');
    await choose(row, say('Ändra', 'Change'));
    await expectNoViolations(page, 'changing a space');
    await page.keyboard.press('Escape');
    await choose(row, say('Kollegor som leder', 'Colleagues who lead'));
    await button(page, 'Lägg till', 'Add').click();
    await expect(page.locator('[aria-invalid="true"]').first()).toBeVisible();
    await expectNoViolations(page, 'the colleagues of a space');
    await page.keyboard.press('Escape');
    await row.getByRole('link', { name: say('Bjud in', 'Invite') }).click();
    await button(page, 'Kopiera inbjudan', 'Copy the invitation').click();
    await expectNoViolations(page, 'invitation');
    await page.goto('/spaces?tab=withoutTime');
    await choose(row, say('Ny länk', 'New link'));
    await expectNoViolations(page, 'asking before a new link');
    await dialog.getByRole('button', { name: say('Ny länk', 'New link') }).click();
    await expect(page.getByText(say('har fått en ny länk', 'has a new link'))).toBeVisible();
    await row.getByRole('checkbox').check();
    // Where the bar covers no row: axe does not know that one can scroll.
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expectNoViolations(page, 'a selection');
    await button(page, 'Ta bort …', 'Delete …').click();
    await expectNoViolations(page, 'asking before deletions');
    await dialog.getByRole('button', { name: say('Avbryt', 'Cancel') }).click();
    await choose(row, say('Ta bort', 'Delete'));
    await expectNoViolations(page, 'asking before a deletion');
    await dialog.getByRole('button', { name: say('Ta bort', 'Delete') }).click();
    await expect(row).toHaveCount(0);
    await expectNoViolations(page, 'deleted');
  });

  test(`the audit log, ${language}`, { tag: '@chromium-only' }, async ({ person }) => {
    const page = await person(reader);
    await signIn(page);
    await page.goto('/audit');
    await expect(page.getByRole('row').nth(2)).toBeVisible();
    await expectNoViolations(page, 'audit log');
    await field(page, 'Namn eller samtals-ID', 'Name or call ID').fill('finns inte');
    await button(page, 'Sök', 'Search').click();
    await expect(
      page.getByText(say('Inga händelser hittades.', 'No entries were found.')),
    ).toBeVisible();
    await expectNoViolations(page, 'nothing found in the audit log');
  });

  test(`accounts, ${language}`, { tag: '@chromium-only' }, async ({ person }) => {
    const page = await person(reader);
    await signIn(page);
    await page.goto('/accounts');
    await button(page, 'Skapa konto', 'Create account').click();
    await expectNoViolations(page, 'creating an account');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(say('Användarnamn', 'Username')).fill(`axe-${language}`);
    await dialog.getByRole('button', { name: say('Skapa konto', 'Create account') }).click();
    await expect(button(page, 'Jag har sparat det', 'I have saved it')).toBeVisible();
    await expectNoViolations(page, 'a password shown once');
    await button(page, `Mer för axe-${language}`, `More for axe-${language}`).click();
    await expectNoViolations(page, 'the menu of an account');
    await page.getByRole('menuitem', { name: say('Byt namn', 'Change name') }).click();
    await expectNoViolations(page, 'renaming an account');
    await page.keyboard.press('Escape');
    await button(page, `Mer för axe-${language}`, `More for axe-${language}`).click();
    await page.getByRole('menuitem', { name: say('Stäng kontot', 'Close the account') }).click();
    await expectNoViolations(page, 'asking before an account is closed');
    await page.goto('/api-tokens');
    await button(page, 'Skapa nyckel', 'Create token').click();
    await expectNoViolations(page, 'creating a token');
    await dialog.getByLabel('System', { exact: true }).fill('Cosmic');
    await dialog.getByRole('button', { name: say('Skapa nyckel', 'Create token') }).click();
    await expect(button(page, 'Dra in', 'Revoke').first()).toBeVisible();
    await expectNoViolations(page, 'tokens');
    await page.goto('/operations');
    await expect(page.getByRole('row').nth(1)).toBeVisible();
    await expectNoViolations(page, '/operations');
    await page.route('**/api/nodes', (route) => route.fulfill({ json: NODES }));
    await page.goto('/operations');
    await expect(page.getByRole('row').nth(3)).toBeVisible();
    await expectNoViolations(page, 'servers of a cluster');
    await page.goto('/account');
    await button(page, 'Byt lösenord', 'Change password').click();
    await expect(page.locator('[aria-invalid="true"]').first()).toBeVisible();
    await expectNoViolations(page, 'a password missing');
    await page.goto('/api/docs');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectNoViolations(page, '/api/docs');
  });
}
