// Who is rung from a meeting that moves to another server: conveners see there what comes of it, send keys and hang up, and who
// presses 1 comes in there.
import type { RungCall } from '@distansmote/shared/signalling/ringing.ts';
import { ReturningPage } from '@distansmote/testkit/browser/returningPage.ts';
import { signInStaff } from '@distansmote/testkit/browser/staff.ts';
import {
  CLUSTER_SECRET,
  type PhoneNode,
  TestNodes,
} from '@distansmote/testkit/server/testNodes.ts';
import { NumberTrunk } from '@distansmote/testkit/telephone/numberTrunk.ts';
import {
  Telephone,
  type TelephoneOptions,
  whyNoTelephone,
} from '@distansmote/testkit/telephone/telephone.ts';
import { waitFor } from '@distansmote/testkit/waiting/waitFor.ts';
import { afterAll, afterEach, expect, test as base, vi } from 'vitest';

const why = whyNoTelephone();
if (why !== undefined) console.warn(`Left out: ${why}`);
const test = base.skipIf(why !== undefined);
// Whole telephones and servers are started, sometimes on a busy machine.
vi.setConfig({ testTimeout: 240_000 });
const WAIT = { timeout: 60_000, interval: 50 };
const PRESSING = { timeout: 60_000, interval: 3_000 };
/** Longer than any test. */
const LONG_MS = 3_600_000;

const ELSA = '+46701234567';
const NILS = '+46480445522';
const OLLE = '+46480445533';

const trunk = await NumberTrunk.open();
const nodes = await TestNodes.create();
const start = () => nodes.startWithPhones(trunk.settings);
const stays = await start();
afterAll(async () => {
  await nodes.stop();
  trunk.close();
});

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
  await stays.meetings.endAll('endedByConvener');
});

async function telephone(number: string, options: Partial<TelephoneOptions> = {}) {
  const one = await Telephone.start({ number, hertz: 430, isAnswering: true, ...options });
  stops.push(() => one.stop());
  trunk.connect(number, one.sipPort);
  return one;
}

/** Karin's meeting at the first of them. */
async function convene(first: PhoneNode, ...others: PhoneNode[]) {
  const { account, cookie } = await signInStaff(first);
  const { callId } = await first.spaces.create({ name: 'Vårdplanering', ownerId: account.id });
  const urls = [first, ...others].map(({ url }) => url);
  const karin = await ReturningPage.enter({ urls, callId, name: 'Karin', headers: { cookie } });
  stops.push(() => karin.close());
  const ring = async (number: string) =>
    (await karin.request('ringUp', { to: number, name: number })).ringId;
  return { callId, karin, ring };
}

/** As Karin's page knows it: what came with its latest join, or after it. */
function callsAt(karin: ReturningPage): RungCall[] {
  const since = karin.notices.findLastIndex(({ name }) => name === 'moveNow');
  const told = karin.notices.slice(since + 1).findLast(({ name }) => name === 'ringingChanged');
  if (told?.name === 'ringingChanged') return told.body.calls;
  return karin.joinedWith?.ringing?.calls ?? [];
}

const stateOf = (karin: ReturningPage, id: string) =>
  callsAt(karin).find((call) => call.id === id)?.state;
const until = (karin: ReturningPage, id: string, state: RungCall['state'] | undefined) =>
  waitFor(() => expect(stateOf(karin, id)).toBe(state), WAIT);
/** Until it is heeded: not before a person could have heard what it is for. */
const press1 = (one: Telephone, karin: ReturningPage, id: string) =>
  waitFor(async () => {
    if (stateOf(karin, id) === 'answered') await one.key('1');
    expect(stateOf(karin, id)).toBe('entered');
  }, PRESSING);
const isOver = (one: Telephone) => waitFor(() => expect(one.events).toContain('CALL_CLOSED'), WAIT);

async function movedTo(karin: ReturningPage, moves: number): Promise<void> {
  await waitFor(() => expect(karin.warmMoves).toBe(moves), WAIT);
  await karin.untilThere(WAIT.timeout);
}

test('calls that ring, are asked, and are in the meeting are led from where it has moved to', async () => {
  const drains = await start();
  const { callId, karin, ring } = await convene(drains, stays);
  const elsa = await telephone(ELSA);
  const nils = await telephone(NILS, { isAnswering: false });
  const olle = await telephone(OLLE);
  const elsaId = await ring(ELSA);
  await until(karin, elsaId, 'answered');
  await press1(elsa, karin, elsaId);
  const [nilsId, olleId] = [await ring(NILS), await ring(OLLE)];
  await until(karin, olleId, 'answered');
  await waitFor(() => expect(nils.events).toContain('CALL_INCOMING'), WAIT);
  const before = callsAt(karin);
  const drained = drains.drain?.(LONG_MS);
  await movedTo(karin, 1);
  expect(callsAt(karin)).toEqual(before);
  // By the key 1 into a meeting that another server holds.
  await press1(olle, karin, olleId);
  const there = await stays.meetings.find(callId);
  expect(there?.persons.map(({ name }) => name).toSorted()).toEqual(
    [ELSA, OLLE, 'Karin'].toSorted(),
  );
  expect(callsAt(karin).find(({ id }) => id === olleId)?.participantId).toBe(
    there?.persons.find(({ name }) => name === OLLE)?.id,
  );
  await karin.request('sendRingDigits', { ringId: elsaId, digits: '12#' });
  await waitFor(() => expect(elsa.keys).toBe('12#'), WAIT);
  await karin.request('cancelRing', { ringId: nilsId });
  await isOver(nils);
  await until(karin, nilsId, undefined);
  await karin.request('cancelRing', { ringId: elsaId });
  await isOver(elsa);
  await until(karin, elsaId, 'left');
  olle.hangUp();
  await until(karin, olleId, 'left');
  // Nothing keeps the server that has rung.
  await drained;
  await karin.request('ringAgain', { ringId: elsaId });
  await until(karin, elsaId, 'answered');
  await karin.request('cancelRing', { ringId: elsaId });
  await drains.stop();
});

base(
  'only a server of the cluster asks for calls and leads them, and sends nothing but keys',
  async () => {
    const id = '4f0c3a52-6f0e-4a53-9f6d-0d9c1f0a2b11';
    const ask = async (message: object, secret = CLUSTER_SECRET) => {
      const answer = await fetch(`${stays.url}/cluster/messages/${stays.nodeId}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${secret}` },
        body: JSON.stringify(message),
      });
      return answer.status === 200 ? await answer.json() : answer.status;
    };
    expect(await ask({ type: 'ringNews', ids: [id] })).toEqual({ isDone: true, rings: [] });
    expect(await ask({ type: 'ringCommand', id })).toEqual({ isDone: false });
    expect(await ask({ type: 'ringCommand', id, digits: '1,#*' })).toEqual({ isDone: false });
    for (const digits of ['', '1'.repeat(101), '1\r\n', '١', 'A', '1;2', 1])
      expect(await ask({ type: 'ringCommand', id, digits }), String(digits)).toBe(400);
    const tooMany = Array.from({ length: 201 }, () => id);
    expect(await ask({ type: 'ringNews', ids: tooMany })).toBe(400);
    expect(await ask({ type: 'ringNews', ids: ['x'] })).toBe(400);
    for (const type of ['ringNews', 'ringCommand'])
      expect(await ask({ type, id, ids: [id] }, 'wrong')).toBe(404);
  },
);

test('somebody who is rung at a number of their own goes on so, hangs up, and comes in by it', async () => {
  const drains = await start();
  const { callId, karin } = await convene(drains, stays);
  const urls = [drains.url, stays.url];
  const bo = await ReturningPage.enter({ urls, callId, name: 'Bo' });
  stops.push(() => bo.close());
  const own = await telephone(NILS, { isAnswering: false });
  await bo.request('ringMe', { to: NILS });
  await waitFor(() => expect(own.events).toContain('CALL_INCOMING'), WAIT);
  const drained = drains.drain?.(LONG_MS);
  await movedTo(bo, 1);
  expect(bo.joinedWith?.ringing?.own).toBe('ringing');
  await bo.request('cancelRingMe', {});
  await isOver(own);
  const toldState = () => bo.notices.findLast(({ name }) => name === 'ringMeChanged')?.body;
  await waitFor(() => expect(toldState()).toEqual({ state: null }), WAIT);
  await drained;
  const another = await telephone(OLLE);
  await bo.request('ringMe', { to: OLLE });
  const isLinked = () => bo.notices.some(({ name }) => name === 'linkedPhoneChanged');
  await waitFor(async () => {
    expect(another.isInCall).toBe(true);
    if (!isLinked()) await another.key('1');
    expect(isLinked()).toBe(true);
  }, PRESSING);
  expect(karin.others).toEqual(['Bo']);
  await drains.stop();
});

// The last: it may empty the server that the others share.
test('a call is led from the second server to which its meeting moves, and is over when the one that has rung stops', async () => {
  const [lines, between] = [await start(), await start()];
  const { callId, karin, ring } = await convene(lines, between, stays);
  const nils = await telephone(NILS, { isAnswering: false });
  const olle = await telephone(OLLE, { isAnswering: false });
  const [nilsId, olleId] = [await ring(NILS), await ring(OLLE)];
  await waitFor(() => expect(nils.events).toContain('CALL_INCOMING'), WAIT);
  const drained = lines.drain?.(LONG_MS);
  await movedTo(karin, 1);
  const holder = (await stays.meetings.find(callId)) === undefined ? between : stays;
  await holder.drain?.(LONG_MS);
  await movedTo(karin, 2);
  expect(callsAt(karin).map(({ state }) => state)).toEqual(['ringing', 'ringing']);
  nils.accept();
  await until(karin, nilsId, 'answered');
  await press1(nils, karin, nilsId);
  await lines.stop();
  await drained;
  await isOver(olle);
  await until(karin, olleId, 'failed');
  await until(karin, nilsId, 'left');
  await between.stop();
});
