// Three servers as operators run them, on one PostgreSQL: the wrong one is no obstacle, for a telephone either, and one may be killed or restarted.
import { randomInt } from 'node:crypto';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import { startCluster } from '@distansmote/testkit/cluster/startCluster.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { VirtualPhone } from '@distansmote/testkit/telephone/virtualPhone.ts';
import { sharedPostgres } from '@distansmote/testkit/database/postgres.ts';

// Three whole processes are started at once, sometimes on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const NAMES = ['Anna', 'Bo', 'Cecilia'] as const;
const WRONG_NUMBERS = 60;
/** As server/src/guessing/guessLimits.ts: from one client, until numbers are no longer looked up. */
const LOOKED_UP = 20;
const WAIT = { timeout: 60_000, interval: 50 };
const NUMBER = '+46480445511';
const MASKED = '+46 480 ••• 511';

const databaseUrl = await (await sharedPostgres()).createDatabase();
const sipPorts = [await freePort(), await freePort(), await freePort()];
// Of a server that is killed, the others say that it is gone.
const cluster = await startCluster({
  count: 3,
  databaseUrl,
  settings: (at) => trunkSettings(sipPorts[at] ?? 0),
  onLine: () => undefined,
});
const { nodes } = cluster;
const urls = cluster.addresses.map((address) => `http://${address}`);
const pages: ReturningPage[] = [];
const phones: VirtualPhone[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) page.close();
  for (const phone of phones.splice(0)) {
    await phone.hangUp();
    phone.close();
  }
});
afterAll(() => cluster.stop());

/** One enters by each server, and goes on to the next when that one is gone. Somebody calls a server that does not have it. */
async function openMeeting(): Promise<{ space: SpaceDescription; people: ReturningPage[] }> {
  const space = await cluster.createSpace('Vårdplanering', { lobby: 'none' });
  for (const [at, name] of NAMES.entries()) {
    const turned = [...urls.slice(at), ...urls.slice(0, at)];
    pages.push(
      await ReturningPage.enter({
        urls: turned,
        callId: space.callId,
        name,
        localAddress: `127.2.0.${at + 1}`,
      }),
    );
  }
  const owner = nodes.indexOf(await ownerOf(space));
  const phone = await SipPhone.udp(sipPorts[(owner + 1) % nodes.length] ?? 0);
  phones.push(await VirtualPhone.join(phone, space.callId, { number: NUMBER }));
  return { space, people: [...pages] };
}

/** All are there and see each other, nobody was told that somebody left, and one server alone has the meeting. */
async function expectWhole(space: SpaceDescription, people: readonly ReturningPage[]) {
  await vi.waitFor(async () => {
    for (const page of people) {
      expect(page.isThere, page.name).toBe(true);
      expect(page.others, page.name).toEqual([
        MASKED,
        ...NAMES.filter((name) => name !== page.name),
      ]);
    }
    const held = await cluster.held();
    const having = held.flatMap((one, at) => (one !== undefined && one.meetings > 0 ? [at] : []));
    expect(having).toEqual([(await cluster.owners(databaseUrl)).get(space.id)]);
    expect(held.reduce((sum, one) => sum + (one?.people ?? 0), 0)).toBe(people.length);
  }, WAIT);
  expect(people.flatMap(({ toldLeft }) => toldLeft)).toEqual([]);
}

async function ownerOf({ id }: SpaceDescription) {
  const owner = nodes[(await cluster.owners(databaseUrl)).get(id) ?? -1];
  if (owner === undefined) throw new Error('nobody has the meeting');
  return owner;
}

test('people who come by different servers are in one meeting', async () => {
  const { space, people } = await openMeeting();
  await expectWhole(space, people);
});

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'the server that has the meeting is ended by %s: the others go on with it, without a click',
  async (signal) => {
    const { space, people } = await openMeeting();
    await expectWhole(space, people);
    const owner = await ownerOf(space);
    await owner.end(signal);
    // One that stops has handed the meeting over before it ends, and perhaps nobody was away.
    if (signal === 'SIGKILL')
      await vi.waitFor(() => {
        for (const page of people) expect(page.absences.length).toBeGreaterThan(0);
      }, WAIT);
    await expectWhole(space, people);
    await owner.run();
    await expectWhole(space, people);
  },
);

test('wrong numbers of one address count at all servers together', async () => {
  const { callId } = await cluster.createSpace('Hittas inte längre');
  const lookUp = async (number: string, at: number) => {
    const answer = await fetch(`${urls[at % urls.length]}/api/meetings/${number}`);
    const { isNumberChecked } = (await answer.json()) as { isNumberChecked?: boolean };
    return answer.status === 404 ? 'wrong' : isNumberChecked;
  };
  const guess = (at: number) => lookUp(String(randomInt(100_000_000, 1_000_000_000)), at);
  const answers = await Promise.all(Array.from({ length: WRONG_NUMBERS }, (_, at) => guess(at)));
  // Of those that come at the same moment, some are refused for others that then are not looked up either.
  do answers.push(await guess(answers.length));
  while (answers.at(-1) !== false);
  const lookedUp = answers.filter((answer) => answer === 'wrong').length;
  expect(lookedUp).toBeGreaterThan(0);
  expect(lookedUp).toBeLessThanOrEqual(LOOKED_UP);
  for (const at of urls.keys()) expect(await lookUp(callId, at)).toBe(false);
});
