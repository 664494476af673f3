// `npm run admin` as users run it: a separate process, while a service runs.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { Api } from '@distansmote/testkit/server/api.ts';
import { auditEntries } from '@distansmote/testkit/server/auditEntries.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

const ADMIN = fileURLToPath(new URL('../src/admin.ts', import.meta.url));
vi.setConfig({ testTimeout: 60_000 });

const { server } = await sharedServer();

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const options = {
    cwd: server.folder,
    env: { PATH: process.env['PATH'], DATA_DIR: server.folder },
  };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [ADMIN, ...args], options, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out: out.trim(), err: err.trim() }),
    );
  });
}
const drawn = (out: string) => /shown only now: (\S+)$/.exec(out)?.[1] ?? '';

test('an account is created, reset, closed and reopened while the service runs', async () => {
  const made = await run('create', 'Karin', '--name', 'Karin Åberg', '--role', 'administrator');
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(made.out).toContain('karin (administrator)');
  const karin = await Api.signIn(server, 'karin', drawn(made.out));

  const reset = await run('reset-password', 'karin');
  expect(reset.code).toBe(0);
  expect((await karin.ask('GET', '/api/session')).status).toBe(401);
  const again = await Api.signIn(server, 'karin', drawn(reset.out));

  expect((await run('role', 'karin', 'staff')).out).toBe('karin is staff now.');
  expect((await again.ask('GET', '/api/session')).body).toMatchObject({ role: 'staff' });

  expect((await run('close', 'karin')).out).toBe('karin is closed.');
  expect((await again.ask('GET', '/api/session')).status).toBe(401);
  const list = await run('list');
  expect(list.out).toMatch(/^admin +administrator +open +password$/m);
  expect(list.out).toMatch(/^karin +staff +closed \d{4}-\d\d-\d\d +password +Karin Åberg$/m);
  expect((await run('reopen', 'karin')).code).toBe(0);
  await Api.signIn(server, 'karin', drawn(reset.out));

  // The audit log has every action, and no password.
  const noted = await auditEntries(server.audit, { search: 'karin' });
  const byCommand = noted.filter(({ by }) => by.kind === 'command');
  expect(byCommand.map(({ deed, by, about, role }) => [deed, by.kind, about, role])).toEqual([
    ['accountReopened', 'command', 'karin', null],
    ['accountClosed', 'command', 'karin', null],
    ['roleChanged', 'command', 'karin', 'staff'],
    ['passwordReset', 'command', 'karin', null],
    ['accountCreated', 'command', 'karin', 'administrator'],
  ]);
  expect(JSON.stringify(noted)).not.toContain(drawn(reset.out));
});

test.each<[string[], string]>([
  [['close', 'nobody'], 'no account'],
  [['close', 'admin'], 'last open administrator account'],
  [['role', 'admin', 'staff'], 'last open administrator account'],
  [['create', 'admin'], 'Another account'],
])('%j fails with a one-line reason', async (args, why) => {
  const { code, out, err } = await run(...args);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain(why);
  expect(err).not.toContain('\n');
});

test.each<[string[], string]>([
  [[], 'command is missing'],
  [['destroy'], 'no command "destroy"'],
  [['constructor'], 'no command "constructor"'],
  [['create'], 'takes 1 argument'],
  [['create', 'a', 'b'], 'takes 1 argument, and got 2'],
  [['create', 'a b'], 'letters, digits'],
  [['create', 'a', '--password', 'chosen'], '--password'],
  [['create', 'a', '--role', 'root'], '"root" is not a role'],
  [['role', 'admin', 'root'], '"root" is not a role'],
  [['list', '--role', 'staff'], 'only for "create"'],
])('%j prints the usage', async (args, why) => {
  const { code, out, err } = await run(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(why);
  expect(err).toContain('Usage: npm run admin');
});

test('--help prints the usage', async () => {
  const { code, out } = await run('--help');
  expect(code).toBe(0);
  expect(out).toContain('reset-password <username>');
});
