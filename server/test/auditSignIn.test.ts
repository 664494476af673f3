// What the audit log records of sign-ins: who succeeded, who failed, and never the text typed as a name.
import { expect, onTestFinished, test, vi } from 'vitest';
import { FailedSignIns } from '../src/audit/failedSignIns.ts';
import { Api } from '@distansmote/testkit/server/api.ts';
import { actionsOf } from '@distansmote/testkit/server/auditEntries.ts';
import { readTable } from '@distansmote/testkit/database/databases.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { startTestServer } from '@distansmote/testkit/server/testServer.ts';

const PASSWORD = 'a password for tests';
const { server } = await sharedServer({ TRUSTED_PROXIES: '127.0.0.1' });

const tryAs = (username: string, from: string) =>
  fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': from },
    body: JSON.stringify({ username, password: 'wrong' }),
  });

test('sign-ins, sign-outs and failures are recorded', async () => {
  await server.accounts.create('karin', PASSWORD, 'staff');
  const karin = await Api.signIn(server, 'Karin', PASSWORD);
  await tryAs('KARIN', '198.51.100.1');
  await karin.ask('DELETE', '/api/session');
  await karin.ask('DELETE', '/api/session');
  expect(await actionsOf(server.audit, 'karin')).toEqual([
    'signedIn account:karin',
    'signInFailed unknown: karin',
    'signedOut account:karin',
  ]);
});

test('password changes are recorded, and so are wrong guesses at the old password in an open session', async () => {
  await server.accounts.create('lotta', PASSWORD, 'staff');
  const lotta = await Api.signIn(server, 'lotta', PASSWORD);
  const change = (oldPassword: string) =>
    lotta.ask('PUT', '/api/accounts/own/password', {
      oldPassword,
      newPassword: 'ett nytt att minnas',
    });
  expect((await change('wrong')).status).toBe(403);
  expect((await change(PASSWORD)).status).toBe(204);
  expect(await actionsOf(server.audit, 'lotta')).toEqual([
    'signedIn account:lotta',
    'signInFailed unknown: lotta',
    'passwordReset account:lotta lotta',
  ]);
});

test('a password typed into the name field is recorded nowhere', async () => {
  for (const typed of ['my-secret-password', 'another-secret']) await tryAs(typed, '198.51.100.2');
  expect(await actionsOf(server.audit, '')).toContain('signInFailed unknown:');
  const rows = await readTable({ DATA_DIR: server.folder, DATABASE_URL: undefined }, 'auditLog');
  expect(JSON.stringify(rows)).not.toMatch(/secret/);
});

test('a flood of wrong passwords makes one entry per account, and one with the number of further failures', async () => {
  const flooded = await startTestServer({ TRUSTED_PROXIES: '127.0.0.1' });
  onTestFinished(() => flooded.stop());
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      fetch(`${flooded.url}/api/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `198.51.101.${n}` },
        body: JSON.stringify({ username: n % 2 === 0 ? 'admin' : `nobody${n}`, password: 'wrong' }),
      }),
    ),
  );
  // Attempts refused because too many came at once are not failures.
  const tried = answers.map(({ status }, n) => (status === 401 ? n % 2 : -1));
  const entries = async () =>
    (await actionsOf(flooded.audit, '')).filter((deed) => deed.startsWith('signInFailed'));
  expect((await entries()).sort()).toEqual([
    'signInFailed unknown:',
    'signInFailed unknown: admin',
  ]);
  // A stop flushes without waiting for the window to end.
  flooded.failedSignIns.close();
  const more = (rest: number) => tried.filter((one) => one === rest).length - 1;
  expect((await entries()).sort()).toEqual(
    [
      'signInFailed unknown:',
      `signInFailed unknown: ${more(1)}`,
      'signInFailed unknown: admin',
      `signInFailed unknown: admin ${more(0)}`,
    ].sort(),
  );
});

test('failures over ten minutes make two entries per five-minute window, and leave no timer', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const noted: (string | undefined)[] = [];
  const failed = new FailedSignIns({ recordAsync: ({ detail }) => void noted.push(detail) });
  for (let second = 0; second < 600; second += 1) {
    failed.add('karin');
    vi.advanceTimersByTime(1_000);
  }
  expect(noted).toEqual([undefined, '299', undefined, '299']);
  expect(vi.getTimerCount()).toBe(0);
});
