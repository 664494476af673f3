// Signing in, one's own account, and what administrators have besides.
import type { NodeDescription } from '@distansmote/shared/nodesApi.ts';
import { signIn } from '../../support/signIn.ts';
import type { Scene } from '../studio.ts';
import { button, hold, TWO_SIZES } from './ways.ts';

const ACCOUNTS = [
  ['karin.nurminen', 'Karin Nurminen', 'staff'],
  ['per.ek', 'Per Ek', 'staff'],
  ['ahmed.alali', 'احمد العلي', 'staff'],
  ['maria.a', 'Maria-Elisabet Andersson af Långholmen', 'administrator'],
] as const;

const NODE: NodeDescription = {
  id: 'a',
  address: 'https://mote1.lan.example.org:3000',
  version: '0.3.0',
  startedAt: '2026-11-24T06:12:00.000Z',
  people: 42,
  meetings: 7,
  mediaWorkers: 8,
  lentWorkers: 0,
  borrowedWorkers: 0,
  calls: 3,
  status: 'running',
  isDrainAsked: false,
};
const NODES: NodeDescription[] = [
  NODE,
  {
    ...NODE,
    id: 'b',
    address: 'https://mote2.lan.example.org:3000',
    version: '0.2.0',
    people: 5,
    meetings: 1,
    status: 'draining',
    isDrainAsked: true,
  },
  {
    ...NODE,
    id: 'c',
    address: 'https://mote3.lan.example.org:3000',
    people: 0,
    meetings: 2,
    calls: 0,
    status: 'silent',
  },
];

export const administrationScenes: Record<string, Scene> = {
  async 'sign-in'({ page, take }) {
    const anna = await page();
    await anna.goto('/sign-in');
    await anna.getByLabel('Lösenord').waitFor();
    await take(anna, 'sign-in', 'Staff sign in.');
    await anna.getByLabel('Användarnamn').fill('sara.lind');
    await anna.getByLabel('Lösenord').fill('fel');
    await button(anna, 'Logga in').click();
    await anna.getByRole('alert').waitFor();
    await take(anna, 'sign-in-refused', 'The wrong password.');
    await anna.goto('/sign-in?problem=oidcClosed');
    await anna.getByRole('alert').waitFor();
    await take(anna, 'sign-in-closed', 'The account is closed.', { sizes: TWO_SIZES });
    await anna.route('**/api/session/ways', (route) =>
      route.fulfill({ json: { oidc: { name: 'Region Kalmar län' } } }),
    );
    await anna.goto('/sign-in');
    await button(anna, 'Logga in med Region Kalmar län').waitFor();
    await anna.getByLabel('Användarnamn').fill('sara.lind');
    await anna.getByLabel('Lösenord').fill('ett lösenord');
    await hold(anna, '**/api/session');
    await button(anna, 'Logga in').click();
    await button(anna, 'Loggar in …').waitFor();
    await take(anna, 'sign-in-pressed', 'While it is checked; by OpenID below.', {
      sizes: TWO_SIZES,
    });
  },

  async accounts({ server, page, take }) {
    const session = await server.session();
    for (const [username, displayName, role] of ACCOUNTS)
      await session.ask('POST', '/api/accounts', { username, displayName, role });
    const staff = await page();
    await signIn(staff);
    await staff.goto('/accounts');
    await staff.getByRole('row').nth(1).waitFor();
    await take(staff, 'accounts', 'The accounts, for an administrator.');
    const menu = button(staff, 'Mer för per.ek');
    await menu.click();
    await take(staff, 'account-menu', 'What can be done with an account.', {
      sizes: TWO_SIZES,
      prepare: async () => {
        if ((await menu.getAttribute('aria-expanded')) !== 'true') await menu.click();
      },
    });
    await staff.getByRole('menuitem', { name: 'Stäng kontot' }).click();
    await take(staff, 'account-close', 'Asking before it is closed.', { sizes: TWO_SIZES });
    await button(staff, 'Stäng kontot').click();
    await staff.getByText('Kontot per.ek är stängt.').waitFor();
    await button(staff, 'Skapa konto').click();
    await take(staff, 'account-new', 'A new account.', { sizes: TWO_SIZES });
    await staff.getByRole('dialog').getByLabel('Användarnamn').fill('olle.lind');
    await staff.getByRole('dialog').getByRole('button', { name: 'Skapa konto' }).click();
    await button(staff, 'Jag har sparat det').waitFor();
    await take(staff, 'account-created', 'Its first password, shown once; another is closed.', {
      sizes: TWO_SIZES,
    });
    await staff.goto('/account');
    await staff.getByLabel('Nytt lösenord').waitFor();
    await button(staff, 'Byt lösenord').click();
    await staff.locator('[aria-invalid="true"]').first().waitFor();
    await take(staff, 'account', "One's own account; a password is missing.");
  },

  async audit({ page, take }) {
    const staff = await page();
    await signIn(staff);
    await staff.goto('/audit');
    await staff.getByRole('row').nth(2).waitFor();
    await take(staff, 'audit', 'The audit log.');
    await staff.getByLabel('Namn eller samtals-ID').fill('finns inte');
    await button(staff, 'Sök').click();
    await staff.getByText('Inga händelser hittades.').waitFor();
    await take(staff, 'audit-none', 'Nothing has that word.', { sizes: TWO_SIZES });
  },

  async 'accessibility-statement'({ server, page, take }) {
    const elsa = await page();
    await elsa.goto('/tillganglighet');
    await elsa.getByText(/Senast granskad/).waitFor();
    await take(elsa, 'statement', 'The accessibility statement.');
    await button(elsa, 'Skicka').click();
    await elsa.getByRole('alert').waitFor();
    await take(elsa, 'statement-form', 'Its form, sent without words.');
    for (const text of ['Knappen Dela skärm läses inte upp.', 'زر الكاميرا صغير جدا في هاتفي.'])
      await elsa.request.post(`${server.url}/api/accessibility-reports`, {
        data: { text, replyTo: 'elsa@example.org' },
      });
    const staff = await page();
    await signIn(staff);
    await staff.getByRole('link', { name: /om tillgänglighet$/ }).click();
    await staff.getByRole('listitem').nth(1).waitFor();
    await take(staff, 'accessibility-reports', 'What visitors have written, for an administrator.');
  },

  async operations({ page, take }) {
    const staff = await page();
    await signIn(staff);
    await staff.goto('/operations');
    await staff.getByRole('row').nth(1).waitFor();
    await take(staff, 'operations', 'The one server of the service.', { sizes: TWO_SIZES });
    let nodes = NODES;
    await staff.route('**/api/nodes', (route) => route.fulfill({ json: nodes }));
    await staff.goto('/operations');
    await staff.getByRole('row').nth(3).waitFor();
    await take(
      staff,
      'operations-cluster',
      'Three servers: one is drained, and one does not respond.',
    );
    nodes = [
      { ...NODE, borrowedWorkers: 2 },
      { ...NODE, id: 'b', address: 'https://mote2.lan.example.org:3000', lentWorkers: 1 },
      {
        ...NODE,
        id: 'c',
        address: 'https://mote3.lan.example.org:3000',
        people: 0,
        meetings: 0,
        calls: 0,
        lentWorkers: 1,
        borrowedWorkers: 1,
        status: 'draining',
        isDrainAsked: true,
      },
    ];
    await staff.goto('/operations');
    await staff.getByText('lånar ut 1').first().waitFor();
    await take(
      staff,
      'operations-guests',
      'Media processes are lent; one server that is drained waits for the meeting that uses its own.',
    );
    await button(staff, 'Töm').nth(1).click();
    await take(staff, 'operations-drain-lends', 'Asking before a server that lends is drained.', {
      sizes: TWO_SIZES,
    });
    await staff.keyboard.press('Escape');
    nodes = NODES.slice(0, 2).map((node) => ({ ...node, status: 'running', isDrainAsked: false }));
    await staff.goto('/operations');
    await button(staff, 'Töm').first().click();
    await take(staff, 'operations-drain', 'Asking before a server is drained.', {
      sizes: TWO_SIZES,
    });
    await staff.keyboard.press('Escape');
    nodes = [
      NODE,
      {
        ...NODE,
        id: 'b',
        address: 'https://mote2.lan.example.org:3000',
        people: 0,
        meetings: 0,
        calls: 0,
        status: 'draining',
        isDrainAsked: true,
      },
    ];
    await staff.goto('/operations');
    await staff.getByText('En server är tömd').waitFor();
    await take(staff, 'operations-drained', 'A server is drained, and can be stopped.', {
      sizes: TWO_SIZES,
    });
  },

  async 'api-tokens'({ page, take }) {
    const staff = await page();
    await signIn(staff);
    await staff.goto('/api-tokens');
    await button(staff, 'Skapa nyckel').waitFor();
    await take(staff, 'api-tokens-none', 'No other system has a token yet.', { sizes: TWO_SIZES });
    await button(staff, 'Skapa nyckel').click();
    await take(staff, 'api-token-new', 'A new token.', { sizes: TWO_SIZES });
    await staff.getByRole('dialog').getByLabel('System', { exact: true }).fill('Cosmic');
    await staff.getByRole('dialog').getByRole('button', { name: 'Skapa nyckel' }).click();
    await button(staff, 'Jag har sparat det').waitFor();
    await take(staff, 'api-tokens', 'A token, shown once.', { sizes: TWO_SIZES });
  },
};
