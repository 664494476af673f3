// Real telephones that are rung up: who presses 1 is in the meeting, and nobody else ever is.
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test as base, vi } from 'vitest';
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

/** Something is said to it. */
const isSpokenTo = (telephone: Telephone) =>
  vi.waitFor(async () => {
    const loudest = Math.max(...(await telephone.heard(1)).map(Math.abs));
    expect(loudest).toBeGreaterThan(0.02);
  }, WAIT_OPTIONS);

test('who presses 1 comes in past the lobby, is heard, and hears the others', async () => {
  const { callId, convener } = await conveneMeeting({ lobby: 'everybody' });
  // Somebody who can be heard: a telephone that was rung up before.
  const first = await phone({ hertz: 700 });
  const one = ring({ callId, as: { name: 'Bo', profession: '' } });
  await one.until('answered');
  await isSpokenTo(first);
  await first.key('1');
  await one.until('entered');
  // Its port is for the next one; the call goes on where it is.
  const { firstPort } = await freePorts(2);
  void firstPort;
  const meeting = await server.meetings.find(callId);
  expect(meeting?.presentCount).toBe(2);
  const { participant } = await convener.waitForNotice('participantJoined');
  expect(participant).toMatchObject({ kind: 'phone', name: 'Bo' });
  one.ringing.hangUp();
  expect(await one.until('ended')).toEqual({ type: 'ended', why: 'left' });
  await vi.waitFor(() => expect(meeting?.presentCount).toBe(1), WAIT_OPTIONS);
});
