// What an operator reads of a cluster: one plain line, with the address, for each thing that happens to it.
import { randomBytes } from 'node:crypto';
import type { MeetingLookUp } from '@distansmote/shared/httpApi.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { query } from '@distansmote/testkit/database/startPostgres.ts';
import { sharedPostgres } from '@distansmote/testkit/database/postgres.ts';
import { Page, WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import {
  type LogLine,
  logLinesOf,
  type Program,
  readyAddress,
  startProgram,
} from '@distansmote/testkit/server/program.ts';
import { tempFolder } from '@distansmote/testkit/server/tempFolder.ts';

vi.setConfig({ testTimeout: 180_000 });

const SECRET = randomBytes(24).toString('hex');
const postgres = await sharedPostgres();

async function start(databaseUrl: string, settings: Record<string, string> = {}) {
  const port = String(await freePort());
  const address = `http://127.0.0.1:${port}`;
  const program = await startProgram(tempFolder(), {
    PORT: port,
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    CLUSTER_ADDRESS: address,
    CLUSTER_SECRET: SECRET,
    ...settings,
  });
  await readyAddress(program);
  return { program, address };
}

const heard = (program: Program, line: Partial<LogLine>) =>
  vi.waitFor(() => expect(logLinesOf(program)).toContainEqual(expect.objectContaining(line)), {
    ...WAIT_OPTIONS,
    timeout: 60_000,
  });

test('servers that come, drain, fall silent and leave, and a database that hangs', async () => {
  const url = await postgres.createDatabase();
  const one = await start(url);
  await heard(one.program, {
    level: 'info',
    msg: 'joined the cluster',
    address: one.address,
    nodes: 1,
  });
  expect(one.program.printed.out).toContain(
    `Part of a cluster, at ${one.address}: no other server runs yet.`,
  );
  const two = await start(url);
  const three = await start(url);
  expect(three.program.printed.out).toContain(
    `Part of a cluster, at ${three.address}: 3 servers run.`,
  );
  const joined = { level: 'info', msg: 'a server has joined the cluster' };
  await heard(one.program, { ...joined, address: two.address });

  const ask = (mustDrain: number) =>
    query(url, `update "nodes" set "mustDrain" = ${mustDrain} where "address" = '${two.address}'`);
  await ask(1);
  const { address } = two;
  await heard(two.program, {
    msg: 'this server drains: it takes no new meetings, and those it has move to others',
    address,
  });
  await heard(two.program, {
    msg: 'this server is drained: it has no meeting and no call',
    address,
  });
  await ask(0);
  await heard(two.program, {
    level: 'info',
    msg: 'this server no longer drains: it takes new meetings',
    address,
  });

  const [, callId = ''] = /\/meeting\/(\d{9})/.exec(one.program.printed.out) ?? [];
  const { rtpCapabilities } = (await (
    await fetch(`${one.address}/api/meetings/${callId}`)
  ).json()) as MeetingLookUp;
  const enter = async (at: string, name: string) => {
    const page = await Page.open(
      { url: at, mediaWorkers: { rtpCapabilities } },
      { reconnection: false },
    );
    onTestFinished(() => page.close());
    await page.enter(callId as CallId, name);
  };
  await enter(two.address, 'Anna Andersson');
  process.kill(two.program.process.pid ?? 0, 'SIGKILL');
  await heard(one.program, {
    level: 'warn',
    msg: 'a server of the cluster no longer beats: its meetings are taken over',
    address,
  });
  await enter(one.address, 'Bosse Bengtsson');
  await heard(one.program, {
    level: 'warn',
    msg: 'a meeting has been taken over from a server that is gone',
    address,
  });
  process.kill(three.program.process.pid ?? 0, 'SIGTERM');
  await heard(one.program, {
    level: 'info',
    msg: 'a server has left the cluster',
    address: three.address,
  });

  postgres.freeze();
  await heard(one.program, { level: 'error', msg: 'the database does not answer beats' });
  postgres.thaw();
  await heard(one.program, { level: 'warn', msg: 'the database answers again' });

  for (const { program } of [one, two, three]) {
    const log = JSON.stringify(logLinesOf(program));
    for (const secret of [SECRET, callId, 'Andersson', 'Bengtsson'])
      expect(log).not.toContain(secret);
    expect(program.printed.err).toBe('');
  }
});
