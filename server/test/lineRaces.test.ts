// What happens to a telephone while its call is on its way between two servers, in either order.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import { Page } from '@distansmote/testkit/browser/page.ts';
import { openStaff } from '@distansmote/testkit/browser/staff.ts';
import { startLineServer } from '@distansmote/testkit/cluster/lineServer.ts';
import { CLUSTER_SECRET, TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { VirtualPhone } from '@distansmote/testkit/telephone/virtualPhone.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { Client } from 'pg';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { LineLinks } from '../src/cluster/lines/lineLinks.ts';
import type { ToHolder } from '../src/cluster/lines/lineMessages.ts';
import { AudioEngineClient } from '../src/sound/audioEngineClient.ts';

vi.setConfig({ testTimeout: 60_000 });
const WAIT = { timeout: 30_000, interval: 10 };

const openedBy = vi.spyOn(LineLinks.prototype, 'onAccepted');
const posted = vi.spyOn(AudioEngineClient.prototype, 'post');
const nodes = await TestNodes.create();
const holder = await nodes.start();
const [linksOfHolder] = openedBy.mock.contexts as LineLinks[];
const lineServer = await nodes.startWithPhones();
await nodes.untilAllKnown(lineServer);
const database = new Client({ connectionString: nodes.databaseUrl });
await database.connect();
afterAll(async () => {
  await database.end();
  await nodes.stop();
});

const open: { close(): void }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  for (const node of [holder, lineServer]) await node.meetings.endAll('endedByConvener');
});
const keep = <T extends { close(): void }>(one: T): T => {
  open.push(one);
  return one;
};

let lastNumber = 100;

async function call(): Promise<VirtualPhone> {
  const sip = await SipPhone.udp(lineServer.sipPort);
  sip.onReceived = (text) => {
    if (text.startsWith('BYE ')) sip.accept(text);
  };
  return keep(await VirtualPhone.call(sip, { number: `+46701234${(lastNumber += 1)}` }));
}

async function join(callId: CallId): Promise<VirtualPhone> {
  const phone = await call();
  await phone.key(`${callId}#`);
  return phone;
}

/** Whoever reads that table waits until the returned function is called. */
async function lock(table: string): Promise<() => Promise<void>> {
  await database.query('begin');
  await database.query(`lock table "${table}" in access exclusive mode`);
  return async () => void (await database.query('rollback'));
}

const somebodyWaits = () =>
  vi.waitFor(async () => {
    const { rows } = await database.query('select 1 from pg_locks where not granted');
    expect(rows.length).toBeGreaterThan(0);
  }, WAIT);

const presentCount = (callId: CallId) => holder.meetings.presentCounts.get(callId) ?? 0;
const nobodyCalls = () => eventually(() => lineServer.phones?.callCount, 0);

test('who hangs up while their meeting is looked up does not come into it', async () => {
  const { callId } = await holder.makeSpace();
  const anna = keep(await Page.open(holder));
  await anna.enter(callId, 'Anna');

  const hasty = await call();
  const goOn = await lock('openMeetings');
  await hasty.key(`${callId}#`);
  await somebodyWaits();
  await hasty.hangUp();
  await nobodyCalls();
  await goOn();

  // Comes after it by the same way.
  const patient = await join(callId);
  await eventually(() => presentCount(callId), 2);
  await patient.hangUp();
  await eventually(() => presentCount(callId), 1);
  expect(anna.all('participantJoined')).toHaveLength(1);
});

test('who is turned away does not knock again when the servers lose each other during the goodbye', async () => {
  const { account, page: karin } = await openStaff(holder);
  keep(karin);
  const { callId } = await holder.spaces.create({
    name: 'Vårdplanering',
    ownerId: account.id,
    lobby: 'everybody',
  });
  await karin.enter(callId, 'Karin');
  await join(callId);
  const { lobby } = await karin.waitForNotice('lobbyChanged', (body) => body.lobby.length === 1);
  await karin.request('deny', { participantId: lobby[0]?.id as ParticipantId });
  linksOfHolder?.closeTowards(lineServer.nodeId);
  await nobodyCalls();
  // Each is awaited: of several changes at once only the last is told.
  const lobbies = () => karin.all('lobbyChanged').map((one) => one.lobby.length);
  await eventually(lobbies, [1, 0]);
  const next = await join(callId);
  await eventually(lobbies, [1, 0, 1]);
  await next.hangUp();
  await eventually(lobbies, [1, 0, 1, 0]);
});

test('who turns their microphone off while their meeting comes to the server of the line is muted in it', async () => {
  const { callId } = await holder.makeSpace();
  const anna = keep(await Page.open(holder));
  await anna.enter(callId, 'Anna');
  const bo = await join(callId);
  await eventually(() => presentCount(callId), 2);
  // As if the holder were dead, and its row taken by nobody yet.
  const room = await nodes.roomOf(holder, callId);
  await nodes.query(`delete from "openMeetings" where "room" = '${room}'`);
  const goOn = await lock('spaces');
  linksOfHolder?.closeTowards(lineServer.nodeId);
  await somebodyWaits();
  await bo.key('*6');
  await goOn();
  const people = async () =>
    (await lineServer.meetings.find(callId))?.persons.map((one) => one.microphone.isMuted);
  await eventually(people, [true]);
});

/** A server that this test plays, which has the meeting of one call: said to it, and to say. */
async function playHolder() {
  const { callId, id: spaceId } = await lineServer.makeSpace();
  const room = await nodes.roomOf(lineServer, callId);
  const played = await startLineServer({ secret: CLUSTER_SECRET });
  const { id: nodeId, address } = played.node;
  await nodes.addNode(address, nodeId);
  await nodes.addMeeting({ room, spaceId, nodeId });
  await nodes.untilAllKnown(lineServer);
  const phone = await join(callId);
  const heard = <Type extends ToHolder['type']>(type: Type) =>
    vi.waitFor(() => {
      const found = played.accepted[0]?.heard.find(
        (one): one is Extract<ToHolder, { type: Type }> => one.type === type,
      );
      if (found === undefined) throw new Error(`no ${type}`);
      return found;
    }, WAIT);
  const entry = await heard('enter');
  const link = played.accepted[0]?.link;
  if (link === undefined) throw new Error('no connection');
  return { phone, entry, link, heard, played };
}

test('who is let in at once is in the meeting, also for the voice menu', async () => {
  const { phone, entry, link, played } = await playHolder();
  const { call: key, number } = entry;
  link.send({
    type: 'entered',
    call: key,
    number,
    result: { type: 'waiting', isConvenerThere: true },
  });
  link.send({ type: 'told', call: key, happened: { type: 'admitted', others: 1 } });
  await vi.waitFor(async () => {
    await phone.key('*1');
    expect(played.accepted[0]?.heard.map(({ type }) => type)).toContain('setHandRaised');
  }, WAIT);
  await phone.hangUp();
});

test('who is removed while their sound is being led into the meeting does not hear it', async () => {
  const { entry, link, heard } = await playHolder();
  const { call: key, number } = entry;
  const mix = crypto.randomUUID() as never;
  link.send({ type: 'audio', message: { type: 'openMix', mix } });
  await heard('mixOpened');
  posted.mockClear();
  const streams = [{ ssrc: 1, payloadType: 8, codec: 'PCMA' as const }];
  const sending = { port: 40_000, streams, audioLevelId: 1 };
  link.send({
    type: 'entered',
    call: key,
    number,
    result: { type: 'entered', others: 1, isLinked: false },
  });
  link.send({ type: 'audio', message: { type: 'enterMix', endpoint: key, mix, sending } });
  link.send({ type: 'told', call: key, happened: { type: 'removed' } });
  await heard('leave');
  await nobodyCalls();
  const types = posted.mock.calls.map(([message]) => message.type);
  expect(types).toContain('leaveMix');
  expect(types).not.toContain('enterMix');
});
