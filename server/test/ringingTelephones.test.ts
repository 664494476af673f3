// Conveners ring real telephones up: what they are told from the first signal to the end, keys, two at a time, and the end of the
// meeting; and people are rung at their own.
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { actionsOf } from '@distansmote/testkit/server/auditEntries.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import { NumberTrunk } from '@distansmote/testkit/telephone/numberTrunk.ts';
import {
  Telephone,
  type TelephoneOptions,
  whyNoTelephone,
} from '@distansmote/testkit/telephone/telephone.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { afterAll, afterEach, expect, test as base, vi } from 'vitest';

const why = whyNoTelephone();
if (why !== undefined) console.warn(`Left out: ${why}`);
const test = base.skipIf(why !== undefined);
// Whole telephones are started, sometimes on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const WAIT_OPTIONS = { timeout: 60_000, interval: 200 };
const PRESSING = { timeout: 60_000, interval: 3_000 };

const ELSA = '+46701234567';
const NILS = '+46480445522';
const OLLE = '+46480445533';

const trunk = await NumberTrunk.open();
afterAll(() => trunk.close());
const { server, open, conveneMeeting } = await sharedServer({
  ...trunkSettings(await freePort()),
  ...trunk.settings,
});
const telephones: Telephone[] = [];
afterEach(async () => {
  for (const one of telephones.splice(0)) await one.stop();
});

async function telephone(number: string, options: Partial<TelephoneOptions> = {}) {
  const one = await Telephone.start({ number, hertz: 430, isAnswering: true, ...options });
  telephones.push(one);
  trunk.connect(number, one.sipPort);
  return one;
}

const until = (page: Page, ringId: string, state: string) =>
  vi.waitFor(() => {
    const call = page
      .all('ringingChanged')
      .at(-1)
      ?.calls.find(({ id }) => id === ringId);
    expect(call?.state).toBe(state);
    return call;
  }, WAIT_OPTIONS);
const isOver = (one: Telephone) =>
  vi.waitFor(() => expect(one.events).toContain('CALL_CLOSED'), WAIT_OPTIONS);
/** Until it is heeded: not before a person could have heard what it is for. */
const press1 = (one: Telephone, isHeeded: () => boolean) =>
  vi.waitFor(async () => {
    expect(one.isInCall).toBe(true);
    if (!isHeeded()) await one.key('1');
    expect(isHeeded()).toBe(true);
  }, PRESSING);

test('from the first signal into the meeting by name and role, with keys, until a convener hangs up', async () => {
  const { callId, convener, space } = await conveneMeeting({ lobby: 'everybody' });
  const elsa = await telephone(ELSA);
  const role = { type: 'interpreter', language: 'so' } as const;
  const { ringId } = await convener.request('ringUp', {
    to: '070-123 45 67',
    name: 'Amina Nur',
    role,
  });
  await until(convener, ringId, 'answered');
  await convener.request('sendRingDigits', { ringId, digits: '12' });
  await press1(elsa, () => convener.noticeNames.includes('participantJoined'));
  const entered = await until(convener, ringId, 'entered');
  const { participant } = await convener.waitForNotice('participantJoined');
  expect(participant).toMatchObject({ name: 'Amina Nur', kind: 'phone', role });
  expect(entered?.participantId).toBe(participant.id);
  await convener.request('sendRingDigits', { ringId, digits: '#' });
  await convener.request('cancelRing', { ringId });
  await convener.waitForNotice('participantLeft');
  await isOver(elsa);
  const guest = await open();
  await guest.knock(callId, 'Nils');
  await vi.waitFor(async () => {
    const log = await actionsOf(server.audit, space.callId);
    expect(log.filter((one) => one.includes('Amina Nur')).map((one) => one.split(' ')[0])).toEqual(
      expect.arrayContaining(['rungUp', 'entered', 'ringEnded']),
    );
  }, WAIT_OPTIONS);
});

test('two ring at a time in a meeting; the third waits until one is hung up, and all end with the meeting', async () => {
  const { convener } = await conveneMeeting();
  const phones = [];
  for (const number of [ELSA, NILS, OLLE])
    phones.push(await telephone(number, { isAnswering: false }));
  const ring = (number: string) => convener.request('ringUp', { to: number, name: 'Någon' });
  const first = await ring(ELSA);
  await ring(NILS);
  expect(await convener.expectRefusal('ringUp', { to: OLLE, name: 'Någon' })).toEqual({
    code: 'ringsAtOnce',
  });
  expect(await convener.expectRefusal('ringUp', { to: NILS, name: 'Någon' })).toEqual({
    code: 'alreadyRinging',
  });
  await convener.request('cancelRing', first);
  await vi.waitFor(() => ring(OLLE), WAIT_OPTIONS);
  const [, nils, olle] = phones;
  for (const one of [nils, olle])
    await vi.waitFor(() => expect(one?.events).toContain('CALL_INCOMING'), WAIT_OPTIONS);
  await convener.request('endMeeting', {});
  for (const one of phones) await isOver(one);
  expect(server.phones?.ringer?.activeCount).toBe(0);
});

test('somebody rung at their own number goes on under their name, one ring at a time, and gives up when they like', async () => {
  const { callId, convener } = await conveneMeeting();
  const nils = await open();
  const { participantId } = await nils.enter(callId, 'Nils');
  await telephone(OLLE, { isAnswering: false });
  const elsa = await telephone(ELSA);
  await nils.request('ringMe', { to: OLLE });
  expect(await nils.expectRefusal('ringMe', { to: ELSA })).toEqual({ code: 'alreadyRinging' });
  await nils.request('cancelRingMe', {});
  await nils.waitForNotice('ringMeChanged', ({ state }) => state === null);
  await nils.request('ringMe', { to: ELSA });
  await nils.waitForNotice('ringMeChanged', ({ state }) => state === 'answered');
  // A convener sees that, and keys nothing on a private telephone.
  const [call] = convener.all('ringingChanged').at(-1)?.calls ?? [];
  const ringId = call?.id ?? '';
  expect(await convener.expectRefusal('sendRingDigits', { ringId, digits: '1' })).toEqual({
    code: 'ringGone',
  });
  await press1(elsa, () => nils.noticeNames.includes('linkedPhoneChanged'));
  await nils.waitForNotice('linkedPhoneChanged', ({ linkedPhone }) => linkedPhone !== null);
  await convener.waitForNotice('participantChanged', ({ participant }) => {
    return participant.id === participantId && participant.speaksByPhone;
  });
  expect(await nils.expectRefusal('ringMe', { to: ELSA })).toEqual({ code: 'speaksByPhone' });
  expect(convener.noticeNames.filter((name) => name === 'participantJoined')).toHaveLength(1);
  await nils.request('switchAudioToBrowser', {});
  await isOver(elsa);
});

test('nobody comes in by the telephone of somebody who has left meanwhile', async () => {
  const { callId, convener } = await conveneMeeting();
  const nils = await open();
  await nils.enter(callId, 'Nils');
  const elsa = await telephone(ELSA);
  await nils.request('ringMe', { to: ELSA });
  await nils.waitForNotice('ringMeChanged', ({ state }) => state === 'answered');
  await nils.request('leave', {});
  await convener.waitForNotice('participantLeft');
  await isOver(elsa);
  await vi.waitFor(() => expect(server.phones?.ringer?.activeCount).toBe(0), WAIT_OPTIONS);
  expect(convener.noticeNames.filter((name) => name === 'participantJoined')).toHaveLength(1);
});

test('who is busy can be rung again', async () => {
  const { convener } = await conveneMeeting();
  const elsa = await telephone(ELSA, { isAnswering: false });
  const { ringId } = await convener.request('ringUp', { to: ELSA, name: 'Elsa' });
  await vi.waitFor(() => expect(elsa.events).toContain('CALL_INCOMING'), WAIT_OPTIONS);
  elsa.hangUp();
  await until(convener, ringId, 'busy');
  await convener.request('ringAgain', { ringId });
  await until(convener, ringId, 'ringing');
  await convener.request('cancelRing', { ringId });
});
