// A meeting with telephones moves to another server: each call comes along as who it was, wherever its line is, and a server that
// is drained keeps its lines until the calls end.
import type { CallId } from '@distansmote/shared/ids.ts';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import { type PhoneNode, TestNodes } from '@distansmote/testkit/server/testNodes.ts';
import { ListeningPhone } from '@distansmote/testkit/telephone/listeningPhone.ts';
import { OFFER, SipDialog } from '@distansmote/testkit/telephone/sipPhone.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import type { Meeting } from '../src/meetings/meeting.ts';

// What is said to a telephone takes its time.
vi.setConfig({ testTimeout: 180_000 });

const WAIT = { timeout: 60_000, interval: 20 };
/** Longer than any test. */
const LONG_MS = 3_600_000;
const [ELSA, BO, CILLA] = [310, 370, 430] as const;

const nodes = await TestNodes.create();
const stays = await nodes.startWithPhones();
afterAll(() => nodes.stop());

const open: { close(): void }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) one.close();
  await stays.meetings.endAll('endedByConvener');
  await eventually(() => stays.phones?.callCount, 0);
});
const keep = <T extends { close(): void }>(one: T): T => {
  open.push(one);
  return one;
};

let lastNumber = 100;
const ring = async ({ sipPort }: PhoneNode, digits: string, hertz: number) => {
  const number = `+46701234${(lastNumber += 1)}`;
  return keep(await ListeningPhone.join(sipPort, digits, { number, hertz }));
};

const openAt = async (node: PhoneNode, callId: CallId): Promise<Meeting> => {
  const meeting = await node.meetings.find(callId);
  if (meeting === undefined) throw new Error('it is not open there');
  return meeting;
};

const named = (meeting: Meeting, name: string) => {
  const person = meeting.persons.find((one) => one.name.startsWith(name));
  if (person === undefined) throw new Error(`${name} is not there`);
  return person;
};

/** Without what is made anew. */
const seen = (meeting: Meeting) =>
  meeting.persons
    .map(({ id, displayName, handRaisedAt, microphone, legs }) => ({
      id,
      displayName,
      handRaisedAt,
      isMuted: microphone.isMuted,
      legs: legs.map(({ kind }) => kind),
    }))
    .toSorted((a, b) => a.id.localeCompare(b.id));

const enter = async (urls: string[], callId: CallId, name: string) =>
  keep(await ReturningPage.enter({ urls, callId, name }));

/**
 * Anna by page, Bo by page with a linked telephone, Elsa by telephone, muted and with her hand up, and Cilla, who telephones, in
 * the lobby. Then the door is locked.
 * @param lines where the calls come in
 */
async function meet(holder: PhoneNode, lines: PhoneNode) {
  const { callId, id: spaceId } = await holder.makeSpace();
  const urls = [holder.url, stays.url];
  const pages = [await enter(urls, callId, 'Anna'), await enter(urls, callId, 'Bo')] as const;
  const meeting = await openAt(holder, callId);
  const elsa = await ring(lines, callId, ELSA);
  await elsa.hearsPrompt('inMeeting');
  const { id, name, profession } = named(meeting, 'Bo');
  const pin = meeting.dialInPins.issue({ id, name, profession }, Date.now());
  const ofBo = await ring(lines, `${callId}${pin}`, BO);
  await ofBo.hearsPrompt('soundByPhone');
  await holder.spaces.change(spaceId, { lobby: 'everybody' });
  const cilla = await ring(lines, callId, CILLA);
  await cilla.hearsPrompt('convenerMissing');
  await ofBo.hears(ELSA);
  await elsa.hears(BO);
  await elsa.key('*1*6');
  await elsa.hearsPrompt('microphoneOff');
  meeting.setLocked(true);
  for (const phone of [elsa, ofBo, cilla]) phone.forget();
  const before = seen(meeting);
  expect(before.map(({ legs }) => legs.join()).toSorted()).toEqual([
    'browser',
    'browser,phone',
    'phone',
  ]);
  return { callId, spaceId, pages, meeting, before, elsa, ofBo, cilla };
}
type Met = Awaited<ReturnType<typeof meet>>;

async function expectMoved({ callId, spaceId, pages, before, elsa, ofBo, cilla }: Met) {
  await waitFor(async () => {
    const there = await openAt(stays, callId);
    expect(seen(there)).toEqual(before);
    expect(there.lobbyGuests).toHaveLength(1);
  }, WAIT);
  for (const page of pages) {
    await page.untilThere(WAIT.timeout);
    expect(page.toldLeft).toEqual([]);
  }
  const moved = await openAt(stays, callId);
  expect(moved.isLocked).toBe(true);
  // Both are heard by the way that is new.
  await elsa.hears(BO);
  await ofBo.hearsNot(ELSA);
  await elsa.key('*6');
  await ofBo.hears(ELSA);
  const [guest] = moved.lobbyGuests;
  expect(guest && moved.decide(guest.id, true)).toBeDefined();
  await cilla.hearsPrompt('letIn');
  await ofBo.hears(CILLA);
  for (const { prompts } of [elsa, ofBo]) {
    expect(prompts).not.toContain('inMeeting');
    expect(prompts).not.toContain('othersLeft');
  }
  // A stay is one stay, with one row, which nobody has ended.
  await waitFor(async () => {
    const rows = await nodes.query(
      `select "name", "leftAt" from "attendance" where "spaceId" = '${spaceId}'`,
    );
    expect(rows.map(({ leftAt }) => leftAt)).toEqual([null, null, null, null]);
  }, WAIT);
  await waitFor(async () => {
    const [entries] = await nodes.query(
      `select count(*)::int as "count" from "auditLog" where "deed" = 'entered' and "spaceId" = '${spaceId}'`,
    );
    expect(entries).toEqual({ count: 4 });
  }, WAIT);
  return moved;
}

test.each([
  ['where its calls have their lines', 'holder', 'warm'],
  ['where its calls have their lines', 'holder', 'cold'],
  ['to where its calls have their lines', 'next', 'warm'],
  ['to where its calls have their lines', 'next', 'cold'],
] as const)(
  'a meeting that leaves the server, %s (%s), comes %s with its telephones',
  async (_, where, how) => {
    const drains = await nodes.startWithPhones();
    const met = await meet(drains, where === 'holder' ? drains : stays);
    // Then nobody is told at the word, but when it ends here.
    if (how === 'cold') vi.spyOn(met.meeting.departure, 'go').mockReturnValue();
    let isDrained = false;
    const drained = drains.drain?.(LONG_MS).then(() => (isDrained = true));
    await expectMoved(met);
    await eventually(() => drains.meetings.count, 0);
    const all = [met.elsa, met.ofBo, met.cilla];
    if (where === 'holder') {
      expect(isDrained, 'its lines are kept').toBe(false);
      const { sip } = met.elsa;
      const refused = new SipDialog(sip);
      expect(await refused.invite(OFFER)).toMatch(/^SIP\/2\.0 503 /);
      refused.acknowledgeRefusal();
      // Within the call all goes on.
      expect(await met.elsa.call.dialog.invite(OFFER)).toMatch(/^SIP\/2\.0 200 /);
      met.elsa.call.acknowledge();
      for (const phone of all) await phone.hangUp();
    }
    await drained;
    if (where === 'next') for (const phone of all) expect(phone.isHungUp).toBe(false);
    await drains.stop();
  },
);

test('calls go on by a drained server in a meeting that moves from another one, and hear its goodbye when the time is over', async () => {
  const [drains, lines] = [await nodes.startWithPhones(), await nodes.startWithPhones()];
  const met = await meet(drains, lines);
  let isDrained = false;
  const linesDrained = lines.drain?.(LONG_MS).then(() => (isDrained = true));
  await drains.drain?.(0);
  await expectMoved(met);
  await met.elsa.hangUp();
  await met.cilla.hangUp();
  await eventually(() => lines.phones?.callCount, 1);
  expect(isDrained).toBe(false);
  met.ofBo.forget();
  // As when the time is over.
  await lines.stop();
  await met.ofBo.hearsPrompt('serverStopping');
  await linesDrained;
  // The page goes on with the sound.
  const moved = await openAt(stays, met.callId);
  await eventually(() => named(moved, 'Bo').legs.map(({ kind }) => kind), ['browser']);
  for (const page of met.pages) expect(page.isThere).toBe(true);
  await drains.stop();
});

test('somebody who telephones in the moment in which the meeting is given away comes along', async () => {
  const drains = await nodes.startWithPhones();
  const { callId } = await drains.makeSpace();
  const anna = await enter([drains.url, stays.url], callId, 'Anna');
  const meeting = await openAt(drains, callId);
  const elsa = keep(await ListeningPhone.call(drains.sipPort, { hertz: ELSA }));
  await elsa.key(callId);
  const room = await nodes.roomOf(drains, callId);
  const sessions = `from pg_stat_activity where "datname" = current_database() and`;
  const untilOne = (which: string) =>
    waitFor(
      async () => expect(await nodes.query(`select 1 ${sessions} ${which}`)).toHaveLength(1),
      WAIT,
    );
  const row = `"openMeetings" where "room" = '${room}'`;
  // Then no beat waits for the row.
  await waitFor(
    async () =>
      expect(await nodes.query(`select "presentCount" from ${row}`)).toEqual([{ presentCount: 1 }]),
    WAIT,
  );
  // Its row can be another's only when this is over.
  const blocked = nodes
    .query(
      `update "openMeetings" set "door" = "door" where "room" = '${room}'; select pg_sleep(600)`,
    )
    .catch(() => undefined);
  await untilOne(`"wait_event" = 'PgSleep'`);
  const drained = drains.drain?.(LONG_MS);
  await untilOne(
    `"wait_event_type" = 'Lock' and "query" like 'update "openMeetings" set "nodeId"%'`,
  );
  await elsa.key('#');
  await waitFor(() => expect(meeting.presentCount).toBe(2), WAIT);
  expect(meeting.departure.isUnderWay).toBe(false);
  await nodes.query(`select pg_cancel_backend("pid") ${sessions} "wait_event" = 'PgSleep'`);
  await blocked;
  await waitFor(async () => expect((await openAt(stays, callId)).presentCount).toBe(2), WAIT);
  await anna.untilThere(WAIT.timeout);
  expect(anna.toldLeft).toEqual([]);
  await elsa.hangUp();
  await drained;
  await drains.stop();
});

test('a caller who is asked for the number by a server that is drained then is led to the meeting all the same', async () => {
  const drains = await nodes.startWithPhones();
  const { callId } = await drains.makeSpace();
  const elsa = keep(await ListeningPhone.call(drains.sipPort, { hertz: ELSA }));
  let isDrained = false;
  const drained = drains.drain?.(LONG_MS).then(() => (isDrained = true));
  await elsa.key(`${callId}#`);
  await waitFor(async () => expect((await openAt(stays, callId)).presentCount).toBe(1), WAIT);
  await eventually(() => drains.meetings.count, 0);
  expect(isDrained).toBe(false);
  expect(elsa.isHungUp).toBe(false);
  await elsa.hangUp();
  await drained;
  await drains.stop();
});
