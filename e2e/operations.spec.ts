// Drift, the administrators' page of servers: one by itself, and two of which one is drained.
import { randomBytes } from 'node:crypto';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { startPostgres } from '@distansmote/testkit/database/startPostgres.ts';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { connectByLink } from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';

test('a server by itself is shown with the people in it, and cannot be drained', async ({
  person,
}) => {
  // Of its own: at the one that the tests share, people of earlier tests may still count, for up to a minute and a half.
  const server = await ServerProcess.start();
  try {
    const { callId } = await server.createSpace('Vårdplanering Ek');
    await connectByLink(await person({ baseURL: server.url }), callId, 'Elsa');
    const admin = await person({ baseURL: server.url });
    await signIn(admin);
    await admin.getByRole('link', { name: 'Konton' }).click();
    await admin.getByRole('link', { name: 'Drift' }).click();
    await expect(admin.getByRole('heading', { name: 'Drift', level: 1 })).toBeVisible();
    await expect(admin).toHaveTitle(/^Drift/);
    await expect(admin.getByText('1 person i 1 möte just nu.')).toBeVisible();
    const row = admin.getByRole('row').nth(1);
    await expect(row).toContainText('Den här servern');
    await expect(row).toContainText('I drift');
    await expect(admin.getByRole('button', { name: 'Töm' })).toHaveCount(0);
    await expect(admin.locator('main')).not.toContainText('Ek');
    await expectNoViolations(admin, '/operations');
  } finally {
    await server.stop();
  }
});

test('one of two servers is drained, as its dialog says, and takes meetings again when that is cancelled', async ({
  person,
}) => {
  const postgres = await startPostgres();
  const servers: ServerProcess[] = [];
  try {
    const databaseUrl = await postgres.createDatabase();
    const secret = randomBytes(24).toString('hex');
    for (const _ of [1, 2]) {
      const settings = (url: string) =>
        Promise.resolve({
          DATABASE_URL: databaseUrl,
          CLUSTER_ADDRESS: url,
          CLUSTER_SECRET: secret,
          LOG_LEVEL: 'error',
        });
      servers.push(await ServerProcess.start({ settings }));
    }
    const [one, two] = servers;
    if (one === undefined || two === undefined) throw new Error('not started');
    const readiness = async (server: ServerProcess) =>
      (await fetch(`${server.url}/health/ready`)).status;

    const admin = await person({ baseURL: one.url });
    await signIn(admin);
    await admin.goto('/operations');
    const row = admin.getByRole('row', { name: new URL(two.url).host });
    await row.getByRole('button', { name: 'Töm' }).click();
    const dialog = admin.getByRole('dialog');
    await expect(dialog).toContainText(new URL(two.url).host);
    await expect(dialog).toContainText('Nya möten öppnas på de andra servrarna.');
    await expect(dialog.getByRole('button', { name: 'Avbryt' })).toBeFocused();
    await expectNoViolations(admin, 'asking before a server is drained');
    await dialog.getByRole('button', { name: 'Avbryt' }).click();
    await expect(row.getByRole('button', { name: 'Töm' })).toBeFocused();
    expect(await readiness(two)).toBe(200);

    await row.getByRole('button', { name: 'Töm' }).click();
    await dialog.getByRole('button', { name: 'Töm servern' }).click();
    // By itself, within the time in which the page asks again.
    await expect(row).toContainText('Tömd', { timeout: 30_000 });
    await expect(admin.getByText('Nu kan den stoppas eller uppdateras.')).toBeVisible();
    await expect(admin.getByText('måste en annan vara i drift')).toBeVisible();
    expect([await readiness(one), await readiness(two)]).toEqual([200, 503]);
    await expectNoViolations(admin, 'a drained server');

    await row.getByRole('button', { name: 'Avbryt tömning' }).click();
    await expect(row).toContainText('I drift', { timeout: 30_000 });
    await expect.poll(() => readiness(two)).toBe(200);
    await admin.getByRole('link', { name: 'Händelselogg' }).click();
    await expect(admin.getByText(`avbröt tömningen av servern ${two.url}`)).toBeVisible();
    await expect(admin.getByText(`började tömma servern ${two.url}`)).toBeVisible();
  } finally {
    for (const server of servers) await server.stop();
    await postgres.stop();
  }
});

test('only administrators see it', { tag: '@chromium-only' }, async ({ server, person }) => {
  const made = await (
    await server.session()
  ).ask<{ password: string }>('POST', '/api/accounts', { username: 'drift-lasse' });
  const staff = await person();
  await signIn(staff, 'drift-lasse', made.body.password);
  await staff.goto('/operations');
  await expect(staff.getByRole('alert')).toContainText('Bara administratörer');
});
