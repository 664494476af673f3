// What the server has acknowledged survives a kill at any moment, of the server and of the database's own server.
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isPostgres, newDatabase, envOf } from '@distansmote/testkit/database/databases.ts';
import { sharedPostgres } from '@distansmote/testkit/database/postgres.ts';
import { readyAddress, startProgram } from '@distansmote/testkit/server/program.ts';

const KILLS = 6;
/** Before each kill, so that there is always something to lose. */
const ACKNOWLEDGED = 15;
const CLIENTS = 3;
const OPTIONS = { timeout: 240_000, retry: 0 };
const API_TOKEN = 'token-for-tests';
const headers = { Authorization: `Bearer ${API_TOKEN}`, 'Content-Type': 'application/json' };

test('every acknowledged creation and deletion is found', OPTIONS, async () => {
  const settings = await newDatabase();
  const made = new Map<string, SpaceDescription>();
  const deleting = new Set<string>();
  const deleted = new Set<string>();

  async function start() {
    const program = await startProgram(settings.DATA_DIR, { API_TOKEN, ...envOf(settings) });
    const { port } = await readyAddress(program);
    return { program, spaces: `http://127.0.0.1:${port}/api/spaces` };
  }

  /** Repeatedly creates two spaces and deletes one, until nobody answers. */
  async function work(spaces: string): Promise<void> {
    const mine: string[] = [];
    try {
      for (;;) {
        const body = JSON.stringify({ name: 'Hållbart möte' });
        const answer = await fetch(spaces, { method: 'POST', headers, body });
        expect(answer.status).toBe(201);
        const space = (await answer.json()) as SpaceDescription;
        made.set(space.id, space);
        const former = mine.pop();
        if (former === undefined) {
          mine.push(space.id);
          continue;
        }
        deleting.add(former);
        const { Authorization } = headers;
        const gone = await fetch(`${spaces}/${former}`, {
          method: 'DELETE',
          headers: { Authorization },
        });
        expect(gone.status).toBe(204);
        deleted.add(former);
      }
    } catch (error) {
      // The error of fetch when the server is gone; any other fails the test.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  async function check(spaces: string): Promise<void> {
    const answer = await fetch(spaces, { headers });
    const there = new Set<string>(
      ((await answer.json()) as SpaceDescription[]).map(({ id }) => id),
    );
    // Killed during its deletion: it may exist or not.
    const expected = [...made.keys()].filter((id) => !deleting.has(id));
    expect(expected.filter((id) => !there.has(id))).toEqual([]);
    expect([...deleted].filter((id) => there.has(id))).toEqual([]);
  }

  const acknowledged = () => made.size + deleted.size;
  for (let kills = 0; kills < KILLS; kills += 1) {
    const { program, spaces } = await start();
    await check(spaces);
    const enough = acknowledged() + ACKNOWLEDGED;
    const working = Promise.all(Array.from({ length: CLIENTS }, () => work(spaces)));
    while (acknowledged() < enough) await sleep(5);
    // At an arbitrary point of what is under way.
    await sleep(Math.random() * 100);
    program.process.kill('SIGKILL');
    if (isPostgres && kills % 2 === 0) await (await sharedPostgres()).crash();
    await program.ended;
    await working;
  }
  const { program, spaces } = await start();
  await check(spaces);
  expect(deleted.size).toBeGreaterThanOrEqual(KILLS);
  const callIds = [...made.values()].map(({ callId }) => callId);
  expect(new Set(callIds).size).toBe(callIds.length);
  program.process.kill('SIGKILL');
  await program.ended;
});
