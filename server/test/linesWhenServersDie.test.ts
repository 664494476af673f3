// Telephones in a cluster whose servers are killed, hang or are stopped: who has a line is in the meeting again by itself.
import type { MeetingLookUp, SpaceDescription } from '@distansmote/shared/httpApi.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import { startCluster } from '@distansmote/testkit/cluster/startCluster.ts';
import { sharedPostgres } from '@distansmote/testkit/database/postgres.ts';
import { freePorts } from '@distansmote/testkit/network/ports.ts';
import { ListeningPhone } from '@distansmote/testkit/telephone/listeningPhone.ts';
import { makeFolderWithTonePrompts } from '@distansmote/testkit/telephone/tonePrompts.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import { afterAll, afterEach, expect, test, vi } from 'vitest';

// Three whole processes, which take each other for dead only after some time, on a machine that is busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });
const WAIT = { timeout: 90_000, interval: 200 };

const COUNT = 3;
/** Of the trials below: the server that has the meeting, and the one where the lines came in. */
const [HOLDER, LINES] = [0, 1];
const [ELSA, BO, CILLA] = [310, 370, 430] as const;
const LOOKS_IN = 'Revisor';
const NUMBERS = ['+46480445511', '+46701234567', '+46411223344'] as const;

const folders = Array.from({ length: COUNT }, () => makeFolderWithTonePrompts());
const sipPorts: number[] = [];
for (let at = 0; at < COUNT; at += 1) sipPorts.push((await freePorts(2)).firstPort);
const databaseUrl = await (await sharedPostgres()).createDatabase();
/** All that the servers say and log. */
const lines: string[] = [];
const cluster = await startCluster({
  count: COUNT,
  databaseUrl,
  settings: (at) => ({
    ...trunkSettings(sipPorts[at] ?? 0),
    DATA_DIR: folders[at]?.folder ?? '',
    LOG_LEVEL: 'debug',
    // What a stopped server's lines are not waited for.
    DRAIN_MINUTES: '0',
  }),
  onLine: (_, line) => void lines.push(line),
});
const urls = cluster.addresses.map((address) => `http://${address}`);
afterAll(async () => {
  await cluster.stop();
  for (const folder of folders) folder.remove();
});

const open: { close(): void }[] = [];
const secrets = new Set<string>();
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) one.close();
  for (const node of cluster.nodes) if (node.endedBy !== undefined) await node.run();
  const all = lines.join('\n');
  for (const secret of secrets) expect(all).not.toContain(secret);
});
const keep = <T extends { close(): void }>(one: T): T => {
  open.push(one);
  return one;
};

const nodeAt = (at: number) => {
  const node = cluster.nodes[at];
  if (node === undefined) throw new Error('no such server');
  return node;
};
const signIn = async () => (await nodeAt(HOLDER).session()).cookie;

async function openMeeting(settings: Parameters<typeof cluster.createSpace>[1] = {}) {
  const space = await cluster.createSpace('Vårdplanering', { lobby: 'none', ...settings });
  secrets.add(space.callId);
  const anna = keep(
    await ReturningPage.enter({
      urls,
      callId: space.callId,
      name: 'Anna Andersson',
      headers: { cookie: await signIn() },
    }),
  );
  secrets.add('Andersson');
  expect(await ownerOf(space)).toBe(HOLDER);
  return { space, anna };
}

const ownerOf = async ({ id }: SpaceDescription) =>
  (await cluster.owners(databaseUrl)).get(id) ?? -1;

async function ring(at: number, digits: string, hertz: number, number: string) {
  for (const shown of [number.slice(1), number.slice(-7)]) secrets.add(shown);
  return keep(await ListeningPhone.join(sipPorts[at] ?? 0, digits, { number, hertz }));
}

/** At the server that has the meeting now. */
async function openPage(space: SpaceDescription): Promise<Page> {
  const url = urls[await ownerOf(space)];
  if (url === undefined) throw new Error('nobody has the meeting');
  const cookie = await signIn();
  const found = await fetch(`${url}/api/meetings/${space.callId}`, { headers: { cookie } });
  const { rtpCapabilities, room } = (await found.json()) as MeetingLookUp & { room: string };
  const page = await Page.open(
    { url, mediaWorkers: { rtpCapabilities } },
    { query: { room }, extraHeaders: { cookie }, reconnection: false },
  );
  return page;
}

/** Somebody looks in, as a convener. */
async function lookIn(space: SpaceDescription) {
  const page = await openPage(space);
  return { page, ...(await page.enter(space.callId, LOOKS_IN)) };
}

/** The telephones in the meeting. */
async function phonesIn(space: SpaceDescription) {
  const { page, tracks, participants } = await lookIn(space);
  await page.request('leave', { isFinal: true });
  page.close();
  return participants
    .filter(({ kind }) => kind === 'phone')
    .map(({ id, name, handRaisedAt }) => ({
      id,
      name,
      isHandRaised: handRaisedAt !== null,
      isMuted: tracks.find((one) => one.participantId === id)?.isPaused,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const whoLeft = ({ toldLeft }: ReturningPage) => toldLeft.filter((name) => name !== LOOKS_IN);

/** Anna by browser; two telephones at another server, of which Elsa's is muted with her hand up; one at the third. */
async function meet() {
  const { space, anna } = await openMeeting();
  const elsa = await ring(LINES, space.callId, ELSA, NUMBERS[0]);
  const bo = await ring(LINES, space.callId, BO, NUMBERS[1]);
  const cilla = await ring(2, space.callId, CILLA, NUMBERS[2]);
  await bo.hears(ELSA);
  await bo.hears(CILLA);
  await elsa.key('*6');
  await elsa.hearsPrompt('microphoneOff');
  await elsa.key('*1');
  await elsa.hearsPrompt('handRaised');
  // She hears it before the server that has the meeting knows.
  const phones = await vi.waitFor(async () => {
    const found = await phonesIn(space);
    expect(found).toHaveLength(3);
    expect(found.filter(({ isHandRaised }) => isHandRaised)).toHaveLength(1);
    return found;
  }, WAIT);
  return { space, anna, elsa, bo, cilla, phones };
}

/** All are in it as they were, and hear each other; nobody was told anything bad. */
async function expectWhole(
  { space, anna, elsa, bo, cilla, phones }: Awaited<ReturnType<typeof meet>>,
  isBack: () => Promise<boolean> | boolean = () => true,
) {
  await vi.waitFor(async () => {
    expect(await isBack()).toBe(true);
    expect(anna.isThere).toBe(true);
    expect(await phonesIn(space)).toEqual(phones);
  }, WAIT);
  await cilla.hears(BO);
  await bo.hears(CILLA);
  await elsa.hears(BO);
  await elsa.hears(CILLA);
  await bo.hearsNot(ELSA);
  await elsa.key('*6');
  await elsa.hearsPrompt('microphoneOn');
  await bo.hears(ELSA);
  for (const phone of [elsa, bo, cilla]) {
    expect(phone.isHungUp).toBe(false);
    for (const bad of ['mediaFailed', 'unavailable', 'serverStopping', 'goodbye'] as const)
      expect(phone.prompts).not.toContain(bad);
  }
}

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'the server that has the meeting is ended by %s: telephones of the others are in it again as they were',
  async (signal) => {
    const all = await meet();
    await nodeAt(HOLDER).end(signal);
    await expectWhole(all, async () => (await ownerOf(all.space)) !== HOLDER);
    expect(whoLeft(all.anna)).toEqual([]);
  },
);

test('the server that has the meeting hangs: telephones are in it again at another, and it has nothing when it goes on', async () => {
  const all = await meet();
  nodeAt(HOLDER).freeze();
  try {
    await vi.waitFor(async () => expect(await ownerOf(all.space)).not.toBe(HOLDER), WAIT);
  } finally {
    nodeAt(HOLDER).thaw();
  }
  await expectWhole(all);
  await vi.waitFor(async () => expect((await cluster.held())[HOLDER]?.meetings).toBe(0), WAIT);
});

test('who waits in the lobby of a server that is killed waits in that of the next', async () => {
  const { space, anna } = await openMeeting({ lobby: 'everybody' });
  const elsa = await ring(LINES, space.callId, ELSA, NUMBERS[0]);
  await elsa.hearsPrompt('convenerTold');
  const waits = async () => {
    const { page, lobby } = await lookIn(space);
    keep(page);
    expect(lobby.map(({ kind }) => kind)).toEqual(['phone']);
    return { page, participantId: lobby[0]?.id as ParticipantId };
  };
  await waits();
  await nodeAt(HOLDER).end('SIGKILL');
  await vi.waitFor(async () => {
    expect(anna.isThere).toBe(true);
    expect(await ownerOf(space)).not.toBe(HOLDER);
  }, WAIT);
  const { page, participantId } = await vi.waitFor(waits, WAIT);
  expect(elsa.isHungUp).toBe(false);
  expect(elsa.prompts).not.toContain('letIn');
  await page.request('admit', { participantId });
  await elsa.hearsPrompt('letIn');
  await elsa.hearsPrompt('inMeeting');
});

test('the server that has the meeting is killed: a linked telephone and its page are one person again', async () => {
  const { space } = await openMeeting();
  const karin = keep(await openPage(space));
  const { participantId } = await karin.enter(space.callId, 'Karin');
  const { pin } = await karin.request('requestDialIn', {});
  secrets.add(`"${pin}"`);
  const phone = await ring(LINES, `${space.callId}${pin}`, ELSA, NUMBERS[0]);
  await phone.hearsPrompt('soundByPhone');
  await phone.key('*6');
  await karin.waitForNotice(
    'linkedPhoneChanged',
    ({ linkedPhone }) => linkedPhone?.isMuted === true,
  );
  await nodeAt(HOLDER).end('SIGKILL');
  await vi.waitFor(async () => {
    expect(await ownerOf(space)).not.toBe(HOLDER);
    const back = keep(await openPage(space));
    back.personKey = karin.personKey;
    const joined = await back.enter(space.callId, 'Karin');
    expect(joined.linkedPhone).toMatchObject({ isMuted: true });
    expect(joined.participantId).toBe(participantId);
    expect(joined.participants.filter(({ kind }) => kind === 'phone')).toEqual([]);
  }, WAIT);
  expect(phone.isHungUp).toBe(false);
});

test('the server of the lines hangs: those who called there are gone, and in it again when it goes on', async () => {
  const all = await meet();
  nodeAt(LINES).freeze();
  try {
    await vi.waitFor(() => expect(whoLeft(all.anna)).toHaveLength(2), WAIT);
    expect(await phonesIn(all.space)).toHaveLength(1);
  } finally {
    nodeAt(LINES).thaw();
  }
  await expectWhole(all);
});

test('the server of the lines is killed: those who called there are gone, and nobody else', async () => {
  const { space, anna, cilla, phones } = await meet();
  await nodeAt(LINES).end('SIGKILL');
  await vi.waitFor(() => expect(whoLeft(anna)).toHaveLength(2), WAIT);
  expect(await phonesIn(space)).toEqual(
    phones.filter(({ name }) => name.endsWith(NUMBERS[2].slice(-3))),
  );
  expect(cilla.isHungUp).toBe(false);
  expect(anna.absences).toEqual([]);
});

test('the server of the lines is stopped: it says goodbye, and hangs up', async () => {
  const { space, elsa, bo, cilla } = await meet();
  const stopped = nodeAt(LINES).end('SIGTERM');
  await Promise.all([elsa, bo].map((phone) => phone.hearsPrompt('serverStopping')));
  await stopped;
  expect(await phonesIn(space)).toHaveLength(1);
  expect(cilla.isHungUp).toBe(false);
});
