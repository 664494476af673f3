// Real telephones that are rung up: who presses 1 is in the meeting, and nobody else ever is.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test as base, vi } from 'vitest';
import type { CallId } from '@distansmote/shared/ids.ts';
import type { Page } from '@distansmote/testkit/browser/page.ts';
import { loudnessOf } from '@distansmote/testkit/sound/tones.ts';
import { freePorts } from '@distansmote/testkit/network/ports.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';
import {
  Telephone,
  type TelephoneOptions,
  whyNoTelephone,
} from '@distansmote/testkit/telephone/telephone.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';
import type { RingOrder, RingState } from '../src/calls/ringer.ts';

const why = whyNoTelephone();
if (why !== undefined) console.warn(`Left out: ${why}`);
const test = base.skipIf(why !== undefined);

const HEARD = -45;
const UNHEARD = -60;
const WAIT_OPTIONS = { timeout: 20_000, interval: 200 };
/** A minute of asking, with sentences to their end. */
const LONG_PATIENCE = { timeout: 100_000, interval: 200 };
const NUMBER = '+46701234567';

// Whole telephones are started, sometimes on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const { firstPort: sipPort } = await freePorts(2);
const { firstPort: phonePort } = await freePorts(2);
const { server, conveneMeeting } = await sharedServer({
  ...trunkSettings(sipPort),
  SIP_DIAL_OUT: `sip:127.0.0.1:${phonePort}`,
  SIP_DIAL_OUT_FROM: '+46480445511',
});

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

async function phone(options: Partial<TelephoneOptions> = {}): Promise<Telephone> {
  const telephone = await Telephone.start({
    number: NUMBER,
    hertz: 440,
    sipPort: phonePort,
    isAnswering: true,
    ...options,
  });
  stops.push(() => telephone.stop());
  return telephone;
}

function ring(order: Pick<RingOrder, 'callId'> & Partial<RingOrder>) {
  const states: RingState[] = [];
  const ringer = server.phones?.ringer;
  if (ringer === undefined) throw new Error('nobody can be rung up');
  const ringing = ringer.ring(
    {
      to: { type: 'phone', number: NUMBER },
      as: { name: 'Amina', profession: '', role: { type: 'interpreter', language: 'so' } },
      linkedTo: undefined,
      digits: undefined,
      ...order,
    },
    (state) => states.push(state),
  );
  stops.push(() => ringing.hangUp());
  const until = (type: RingState['type']) =>
    vi.waitFor(() => {
      const found = states.find((state) => state.type === type);
      if (found === undefined) throw new Error(`not ${type}, but ${JSON.stringify(states)}`);
      return found;
    }, WAIT_OPTIONS);
  return { states, ringing, until };
}

const hears = (telephone: Telephone, hertz: number) =>
  vi.waitFor(async () => expect(await telephone.hears(hertz)).toBeGreaterThan(HEARD), WAIT_OPTIONS);

/** Something is said to it, for so long that a person may have understood it. */
async function isSpokenTo(telephone: Telephone): Promise<void> {
  await vi.waitFor(async () => {
    const loudest = Math.max(...(await telephone.heard(1)).map(Math.abs));
    expect(loudest).toBeGreaterThan(0.02);
  }, WAIT_OPTIONS);
  await pause(1_000);
}

/** A telephone that has rung in, and was let in: somebody who can be heard. */
async function ringsIn(callId: string, convener: Page, hertz: number): Promise<Telephone> {
  const telephone = await Telephone.start({ number: '+46480450511', hertz });
  stops.push(() => telephone.stop());
  telephone.dial(sipPort);
  await vi.waitFor(() => expect(telephone.isInCall).toBe(true), WAIT_OPTIONS);
  await telephone.key(`${callId}#`);
  const { lobby } = await convener.waitForNotice('lobbyChanged', (body) => body.lobby.length > 0);
  const [guest] = lobby;
  if (guest !== undefined) await convener.request('admit', { participantId: guest.id });
  return telephone;
}

const isThere = (callId: CallId, count: number) =>
  vi.waitFor(async () => {
    const meeting = await server.meetings.find(callId);
    expect(meeting?.presentCount ?? 0).toBe(count);
  }, WAIT_OPTIONS);

test('who presses 1 comes in past the lobby, is heard, and hears the others; then either hangs up', async () => {
  const { callId, convener } = await conveneMeeting({ lobby: 'everybody' });
  const other = await ringsIn(callId, convener, 700);
  await isThere(callId, 2);
  const rung = await phone();
  const { until, ringing } = ring({ callId });
  await until('answered');
  await isSpokenTo(rung);
  // Nothing of the meeting yet, whatever other key is pressed.
  await rung.key('7');
  await pause(1_500);
  expect(await rung.hears(700)).toBeLessThan(HEARD);
  await isThere(callId, 2);
  await rung.key('1');
  const { personId } = (await until('entered')) as Extract<RingState, { type: 'entered' }>;
  await isThere(callId, 3);
  const { participant } = await convener.waitForNotice(
    'participantJoined',
    (body) => body.participant.id === personId,
  );
  const role = { type: 'interpreter', language: 'so' };
  expect(participant).toMatchObject({ kind: 'phone', name: 'Amina', role });
  await Promise.all([hears(rung, 700), hears(other, 440)]);
  ringing.hangUp();
  expect(await until('ended')).toEqual({ type: 'ended', why: 'left' });
  await isThere(callId, 2);
  await vi.waitFor(() => expect(rung.events).toContain('CALL_CLOSED'), WAIT_OPTIONS);
});

test('who never presses 1 never comes in, hears nothing of the meeting, and is hung up on', async () => {
  const { callId, convener } = await conveneMeeting({ lobby: 'everybody' });
  await ringsIn(callId, convener, 700);
  await isThere(callId, 2);
  const machine = await phone();
  const { states, until } = ring({ callId });
  await until('answered');
  const ended = await vi.waitFor(() => {
    expect(states.at(-1)).toMatchObject({ type: 'ended' });
    return states.at(-1);
  }, LONG_PATIENCE);
  expect(ended).toEqual({ type: 'ended', why: 'notAccepted' });
  expect(states.map(({ type }) => type)).toEqual(['ringing', 'answered', 'ended']);
  expect(loudnessOf(await machine.heard(), 700, 8_000)).toBeLessThan(UNHEARD);
  await vi.waitFor(() => expect(machine.events).toContain('CALL_CLOSED'), WAIT_OPTIONS);
  const joined = convener.notices.filter(({ name }) => name === 'participantJoined');
  expect(joined).toHaveLength(1);
});

test('who presses 2 is not connected', async () => {
  const { callId } = await conveneMeeting();
  const rung = await phone();
  const { until } = ring({ callId });
  await until('answered');
  await isSpokenTo(rung);
  await rung.key('2');
  expect(await until('ended')).toEqual({ type: 'ended', why: 'declined' });
  await isThere(callId, 1);
});

test('a call that rings is given up, and one may hang up without pressing a key', async () => {
  const { callId } = await conveneMeeting();
  const rung = await phone({ isAnswering: false });
  const first = ring({ callId });
  await first.until('ringing');
  await vi.waitFor(() => expect(rung.events).toContain('CALL_INCOMING'), WAIT_OPTIONS);
  first.ringing.hangUp();
  expect(await first.until('ended')).toEqual({ type: 'ended', why: 'hungUp' });
  await vi.waitFor(() => expect(rung.events).toContain('CALL_CLOSED'), WAIT_OPTIONS);

  const second = ring({ callId });
  await second.until('ringing');
  await vi.waitFor(
    () => expect(rung.events.filter((one) => one === 'CALL_INCOMING')).toHaveLength(2),
    WAIT_OPTIONS,
  );
  rung.accept();
  await second.until('answered');
  rung.hangUp();
  expect(await second.until('ended')).toEqual({ type: 'ended', why: 'declined' });
  expect(server.phones?.ringer?.activeCount).toBe(0);
});

test('the digits of a booking line are pressed first, and the keypad goes on in the meeting', async () => {
  const { callId } = await conveneMeeting();
  const line = await phone();
  const { until, ringing } = ring({ callId, digits: '0101022288,123456#' });
  await until('answered');
  await vi.waitFor(() => expect(line.keys).toBe('0101022288123456#'), WAIT_OPTIONS);
  await isSpokenTo(line);
  await line.key('1');
  await until('entered');
  ringing.sendDigits('*9');
  await vi.waitFor(() => expect(line.keys).toBe('0101022288123456#*9'), WAIT_OPTIONS);
});

test('who asks to be rung speaks by their own telephone', async () => {
  const { callId, convener, convenerId } = await conveneMeeting();
  const rung = await phone();
  const { until } = ring({
    callId,
    linkedTo: convenerId,
    as: { name: 'Karin', profession: '' },
  });
  await until('answered');
  await isSpokenTo(rung);
  await rung.key('1');
  expect(await until('entered')).toEqual({ type: 'entered', personId: convenerId });
  await convener.waitForNotice('linkedPhoneChanged', (body) => body.linkedPhone !== null);
  await isThere(callId, 1);
});

test('whoever presses 1 when the meeting has ended opens no new one', async () => {
  const { callId } = await conveneMeeting();
  const rung = await phone();
  const { until } = ring({ callId });
  await until('answered');
  await isSpokenTo(rung);
  await server.meetings.end(callId, 'endedByConvener');
  await rung.key('1');
  expect(await until('ended')).toMatchObject({ why: 'failed' });
  expect(await server.meetings.find(callId)).toBeUndefined();
});

test('where nobody is at the trunk, it is said so, and a number that is none is not sent', async () => {
  const { callId } = await conveneMeeting();
  const other = await phone({ number: '+46709999999' });
  const unknown = ring({ callId });
  expect(await unknown.until('ended')).toEqual({ type: 'ended', why: 'unknownNumber' });
  const none = ring({ callId, to: { type: 'phone', number: '+46701234567@192.0.2.1' } });
  expect(await none.until('ended')).toEqual({ type: 'ended', why: 'unknownNumber' });
  expect(other.events).not.toContain('CALL_INCOMING');
});
