// The list of attendance and the audit log of a cluster: one stay is one stay, whichever server its meeting is at.
import type { AttendancePage } from '@distansmote/shared/attendanceApi.ts';
import type { CallId } from '@distansmote/shared/ids.ts';
import { WAIT_OPTIONS } from '@distansmote/testkit/browser/page.ts';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { actionsOf, auditEntries } from '@distansmote/testkit/server/auditEntries.ts';
import type { Api } from '@distansmote/testkit/server/api.ts';
import { type TestNode, TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { serviceActor } from '../src/audit/actors.ts';
import { createLog } from '../src/platform/log.ts';
import { createDeleteSpace } from '../src/spaces/deleteSpace.ts';
import { deleteExpired } from '../src/spaces/expiry.ts';
import type { Space } from '../src/spaces/spaceStore.ts';

const nodes = await TestNodes.create();
const stays = await nodes.start();
const other = await nodes.start();
afterAll(() => nodes.stop());

const pages: ReturningPage[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

async function enter(callId: CallId, name: string, ...at: TestNode[]): Promise<ReturningPage> {
  const page = await ReturningPage.enter({ urls: at.map(({ url }) => url), callId, name });
  pages.push(page);
  return page;
}

const admins = new Map<TestNode, Api>();
async function periodsAt(node: TestNode, { id }: Pick<Space, 'id'>) {
  // Once, since sign-ins are limited.
  const admin = admins.get(node) ?? (await node.signInAdmin());
  admins.set(node, admin);
  const { body } = await admin.ask<AttendancePage>('GET', `/api/spaces/${id}/attendance`);
  return body.periods;
}
const present = async (node: TestNode, space: Pick<Space, 'id'>) =>
  (await periodsAt(node, space)).map(({ name, isPresent }) => `${name} ${isPresent}`);
const untilPresent = (node: TestNode, space: Pick<Space, 'id'>, names: string[]) =>
  vi.waitFor(async () => expect(await present(node, space)).toEqual(names), WAIT_OPTIONS);

test('who is present is told by every server', async () => {
  const space = await stays.makeSpace();
  await enter(space.callId, 'Anna', stays);
  const bo = await enter(space.callId, 'Bo', other);
  await untilPresent(stays, space, ['Bo true', 'Anna true']);
  await untilPresent(other, space, ['Bo true', 'Anna true']);
  await bo.leave();
  await untilPresent(other, space, ['Bo false', 'Anna true']);
});

test('who is in a meeting that moves has been there once, and has entered once', async () => {
  const drains = await nodes.start();
  const space = await drains.makeSpace();
  const { callId } = space;
  const anna = await enter(callId, 'Anna', drains, stays);
  const bo = await enter(callId, 'Bo', drains, stays);
  await untilPresent(stays, space, ['Bo true', 'Anna true']);
  const before = await periodsAt(stays, space);
  await drains.drain?.(0);
  for (const page of [anna, bo]) await page.untilThere(WAIT_OPTIONS.timeout);
  const cilla = await enter(callId, 'Cilla', other, stays);
  await drains.stop();
  await untilPresent(stays, space, ['Cilla true', 'Bo true', 'Anna true']);
  const [, ...after] = await periodsAt(stays, space);
  expect(after).toEqual(before);
  for (const page of [anna, bo, cilla]) await page.leave();
  await untilPresent(other, space, ['Cilla false', 'Bo false', 'Anna false']);
  const entered = (await actionsOf(stays.audit, callId)).filter((one) => one.startsWith('entered'));
  expect(entered.map((one) => one.split(' ')[2])).toEqual(['Anna', 'Bo', 'Cilla']);
});

/** Until `stays` has polled once more. */
async function polled(): Promise<void> {
  const beat = async () =>
    (await nodes.query(`select "beat" from "nodes" where "id" = '${stays.nodeId}'`))[0]?.['beat'];
  const before = await beat();
  await vi.waitFor(async () => expect(Number(await beat())).toBeGreaterThan(Number(before) + 1), {
    ...WAIT_OPTIONS,
  });
}

async function addRow(space: Pick<Space, 'id'>, name: string, enteredAt: string): Promise<void> {
  await nodes.query(
    `insert into "attendance" ("id", "spaceId", "name", "profession", "companions", "isConvener", "legs", "enteredAt")
     values ('0190-${space.id}-${name}', '${space.id}', '${name}', '', '[]', 0, 'browser', '${enteredAt}')`,
  );
}

test('after a crash who comes back goes on, and who does not has left when their server was last seen', async () => {
  const space = await stays.makeSpace();
  const came = new Date(Date.now() - 3_600_000).toISOString();
  // A server that beats, and then is gone.
  const nodeId = await nodes.addNode(`http://127.0.0.1:${await freePort()}`);
  const room = await nodes.roomOf(stays, space.callId);
  await nodes.addMeeting({ room, spaceId: space.id, nodeId });
  await addRow(space, 'Anna', came);
  await addRow(space, 'Bo', came);
  for (let beats = 0; beats < 3; beats += 1) {
    await polled();
    await nodes.query(`update "nodes" set "beat" = "beat" + 1 where "id" = '${nodeId}'`);
  }
  await polled();
  const before = new Date().toISOString();
  await enter(space.callId, 'Anna', stays);
  await untilPresent(stays, space, ['Bo false', 'Anna true']);
  const [bo, anna] = await periodsAt(other, space);
  expect(anna).toMatchObject({
    id: `0190-${space.id}-Anna`,
    enteredAt: came,
    leftAt: null,
    isPresent: true,
  });
  expect(bo?.leftAt).toSatisfy((at: string) => at > came && at < before);
});

test('what an earlier crash has left open ends when the list last tells of somebody, and nobody goes on with it', async () => {
  const space = await stays.makeSpace();
  const [first, last] = [7_200_000, 3_600_000].map((ago) =>
    new Date(Date.now() - ago).toISOString(),
  );
  await addRow(space, 'Anna', first ?? '');
  await addRow(space, 'Bo', last ?? '');
  await enter(space.callId, 'Anna', stays);
  await untilPresent(stays, space, ['Anna true', 'Bo false', 'Anna false']);
  const [, bo, anna] = await periodsAt(stays, space);
  expect([bo?.leftAt, anna?.leftAt]).toEqual([last, last]);
});

test('servers that sweep at once delete and record what has expired once, and none fails', async () => {
  const three = [stays, other, await nodes.start()];
  for (let count = 0; count < 20; count += 1)
    await stays.spaces.create({ name: 'Utgånget', ownerId: null, deleteAfterDays: 1 });
  const inTwoDays = Date.now() + 2 * 24 * 60 * 60_000;
  const counts = await Promise.all(
    three.map(({ spaces, meetings, audit }) => {
      const deleteOne = createDeleteSpace(spaces, meetings, audit);
      return deleteExpired(
        {
          spaces,
          isInUse: async () => false,
          deleteSpace: (space) => deleteOne(space, serviceActor),
          log: createLog('silent'),
        },
        inTwoDays,
      );
    }),
  );
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20);
  const deleted = (await auditEntries(other.audit)).filter(({ deed }) => deed === 'spaceDeleted');
  expect(deleted).toHaveLength(20);
  expect(new Set(deleted.map(({ space }) => space?.callId)).size).toBe(20);

  const [{ count } = { count: 0 }] = await nodes.query('select count(*) from "auditLog"');
  const expired = await Promise.all(three.map(({ audit }) => audit.deleteBefore(new Date())));
  expect(expired.reduce((sum, one) => sum + one, 0)).toBe(Number(count));
});
