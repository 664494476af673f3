// Of many concurrent speakers the five loudest are forwarded, measured with real packets at the receiver.
import { afterEach, expect, test } from 'vitest';
import { LoadParticipant } from '../../bench/load/loadParticipant.ts';
import type { MicrophoneSettings } from '../../bench/load/microphone.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { sharedServer } from '@distansmote/testkit/server/sharedServer.ts';

/** In -dBov, so the loudest first; further apart than the margin by which a speaker takes another's place. */
const LEVELS = [4, 11, 18, 25, 32, 39, 46, 53];
/** Two seconds of speech, longer than a newly forwarded speaker is protected from replacement. */
const MANY_PACKETS = 100;
/** Packets forwarded before the worker was told of a change, and those in flight while counting. */
const FEW_PACKETS = 8;

const { server } = await sharedServer();
const participants: LoadParticipant[] = [];
afterEach(async () => {
  for (const one of participants.splice(0)) one.leave();
  await eventually(() => server.meetings.count, 0);
});

async function enter(callId: string, name: string, microphone?: MicrophoneSettings) {
  const participant = await LoadParticipant.enter({
    server: { speaks: 'Socket.IO', port: server.port },
    callId,
    name,
    sends: microphone === undefined ? {} : { microphone },
    receives: microphone === undefined,
    depth: 'media',
  });
  participants.push(participant);
  return participant;
}

interface Speaker {
  id: string;
  microphone: MicrophoneSettings;
  sent(): number;
}

/** One who only listens, then `count` who speak, the quietest first. */
async function meet(speakerCount: number) {
  const { callId } = await server.makeSpace();
  const listener = await enter(callId, 'Lyssnaren');
  const speakers: Speaker[] = [];
  for (const level of LEVELS.slice(0, speakerCount).reverse()) {
    const microphone = { isSpeaking: true, level };
    const participant = await enter(callId, `Talare ${level}`, microphone);
    const sent = () => participant.counts.packetsSent;
    speakers.unshift({ id: participant.ownId ?? '', microphone, sent });
  }
  return { listener, speakers };
}

const idsOf = (speakers: readonly Speaker[]) => speakers.map(({ id }) => id).toSorted();

/** Waits until exactly these are reported as suppressed. */
const suppressed = (listener: LoadParticipant, speakers: readonly Speaker[]) =>
  eventually(() => listener.suppressedIds.toSorted(), idsOf(speakers));

/** @returns those of whom many packets arrive from now on, once they have, and those of whom none do. */
async function comesFrom(listener: LoadParticipant, expected: readonly Speaker[]) {
  const since = (before: ReadonlyMap<string, number>) =>
    [...listener.voicePackets].map(([id, now]) => ({ id, came: now - (before.get(id) ?? 0) }));
  const wait = (before: ReadonlyMap<string, number>, packets: number) =>
    eventually(() => {
      const came = since(before).filter((one) => one.came >= packets);
      return expected.every(({ id }) => came.some((one) => one.id === id));
    }, true);
  // Packets forwarded before the worker was told otherwise have arrived by then.
  await wait(listener.voicePackets, MANY_PACKETS / 4);
  const before = listener.voicePackets;
  await wait(before, MANY_PACKETS);
  const all = since(before);
  return {
    much: all.flatMap(({ id, came }) => (came >= MANY_PACKETS ? [id] : [])).toSorted(),
    nothing: all.flatMap(({ id, came }) => (came === 0 ? [id] : [])).toSorted(),
  };
}

/** May take several tries on a slow machine: in a gap in sending, all count as silent and are forwarded. */
const onlyComeThrough = (listener: LoadParticipant, loud: Speaker[], quiet: Speaker[]) =>
  eventually(() => comesFrom(listener, loud), { much: idsOf(loud), nothing: idsOf(quiet) });

test('of eight speakers the five loudest are forwarded, and the others reported as suppressed', async () => {
  const { listener, speakers } = await meet(8);
  const [loud, quiet] = [speakers.slice(0, 5), speakers.slice(5)];
  await suppressed(listener, quiet);
  await onlyComeThrough(listener, loud, quiet);
});

test('a suppressed speaker who raises the voice is heard at once, and the quietest is suppressed', async () => {
  const { listener, speakers } = await meet(8);
  await suppressed(listener, speakers.slice(5));
  await onlyComeThrough(listener, speakers.slice(0, 5), speakers.slice(5));
  const raised = speakers[6] as Speaker;
  const received = () => listener.voicePackets.get(raised.id) ?? 0;
  const before = { sent: raised.sent(), received: received() };
  raised.microphone.level = 1;
  await eventually(() => received() - before.received >= MANY_PACKETS, true);
  // At some moment few are on their way; those that were not forwarded are missing for ever.
  const missing = () => raised.sent() - before.sent - (received() - before.received);
  await eventually(() => missing() <= FEW_PACKETS, true);

  const loud = [...speakers.slice(0, 4), raised];
  const quiet = speakers.filter((one) => !loud.includes(one));
  await suppressed(listener, quiet);
  await onlyComeThrough(listener, loud, quiet);
});

test('all of five are forwarded, and so are all of eight while enough of them are silent', async () => {
  const five = await meet(5);
  const all = idsOf(five.speakers);
  expect(await comesFrom(five.listener, five.speakers)).toEqual({ much: all, nothing: [] });
  expect(five.listener.suppressedIds).toEqual([]);

  const { listener, speakers } = await meet(8);
  await suppressed(listener, speakers.slice(5));
  for (const { microphone } of speakers.slice(0, 3)) microphone.isSpeaking = false;
  await suppressed(listener, []);
  const { much } = await comesFrom(listener, speakers.slice(3));
  expect(much).toEqual(idsOf(speakers.slice(3)));
});
