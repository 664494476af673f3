// Of many who speak at once the five loudest are passed on, by packets that are really sent and counted where they come.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { LoadParticipant } from '../../bench/load/loadParticipant.ts';
import type { MicrophoneSettings } from '../../bench/load/microphone.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';

/** In -dBov, so the loudest first: further apart than what one must be louder by to take another's place. */
const LEVELS = [4, 11, 18, 25, 32, 39, 46, 53];
/** Two seconds of one who speaks: nobody keeps the place longer than that who has just been let through. */
const MANY_PACKETS = 100;
/** What passes before the worker has been told of a voice's turn, and what is on its way while one counts. */
const FEW_PACKETS = 8;

let server: TestServer;
const participants: LoadParticipant[] = [];
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
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
    goesTo: 'media',
  });
  participants.push(participant);
  return participant;
}

interface Speaker {
  id: string;
  microphone: MicrophoneSettings;
  sent(): number;
}

/** One who only listens, and then so many who speak, the quietest of them first. */
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

/** Waits until these, and nobody else, are named as not passed on. */
const unheard = (listener: LoadParticipant, speakers: readonly Speaker[]) =>
  eventually(() => listener.suppressedIds.toSorted(), idsOf(speakers));

/** @returns of whom much comes from now on, once that much has come, and of whom nothing at all. */
async function comesFrom(listener: LoadParticipant, expected: readonly Speaker[]) {
  const since = (before: ReadonlyMap<string, number>) =>
    [...listener.voicePackets].map(([id, now]) => ({ id, came: now - (before.get(id) ?? 0) }));
  const wait = (before: ReadonlyMap<string, number>, packets: number) =>
    eventually(() => {
      const came = since(before).filter((one) => one.came >= packets);
      return expected.every(({ id }) => came.some((one) => one.id === id));
    }, true);
  // What was let through before the worker was told otherwise has come by then.
  await wait(listener.voicePackets, MANY_PACKETS / 4);
  const before = listener.voicePackets;
  await wait(before, MANY_PACKETS);
  const all = since(before);
  return {
    much: all.flatMap(({ id, came }) => (came >= MANY_PACKETS ? [id] : [])).toSorted(),
    nothing: all.flatMap(({ id, came }) => (came === 0 ? [id] : [])).toSorted(),
  };
}

/** Not at once where the machine is short of time: in a gap of what is sent, all count as silent, and are let through. */
const onlyComeThrough = (listener: LoadParticipant, loud: Speaker[], quiet: Speaker[]) =>
  eventually(() => comesFrom(listener, loud), { much: idsOf(loud), nothing: idsOf(quiet) });

test('of eight who speak the five loudest come through, the others are named', async () => {
  const { listener, speakers } = await meet(8);
  const [loud, quiet] = [speakers.slice(0, 5), speakers.slice(5)];
  await unheard(listener, quiet);
  await onlyComeThrough(listener, loud, quiet);
});

test('who was held back and raises the voice is heard at once, and the quietest gives way', async () => {
  const { listener, speakers } = await meet(8);
  await unheard(listener, speakers.slice(5));
  await onlyComeThrough(listener, speakers.slice(0, 5), speakers.slice(5));
  const raised = speakers[6] as Speaker;
  const received = () => listener.voicePackets.get(raised.id) ?? 0;
  const before = { sent: raised.sent(), received: received() };
  raised.microphone.level = 1;
  await eventually(() => received() - before.received >= MANY_PACKETS, true);
  const missing = raised.sent() - before.sent - (received() - before.received);
  expect(missing).toBeLessThanOrEqual(FEW_PACKETS);

  const loud = [...speakers.slice(0, 4), raised];
  const quiet = speakers.filter((one) => !loud.includes(one));
  await unheard(listener, quiet);
  await onlyComeThrough(listener, loud, quiet);
});

test('five all come through, and those of eight whom the others let speak', async () => {
  const five = await meet(5);
  const all = idsOf(five.speakers);
  expect(await comesFrom(five.listener, five.speakers)).toEqual({ much: all, nothing: [] });
  expect(five.listener.suppressedIds).toEqual([]);

  const { listener, speakers } = await meet(8);
  await unheard(listener, speakers.slice(5));
  for (const { microphone } of speakers.slice(0, 3)) microphone.isSpeaking = false;
  await unheard(listener, []);
  const { much } = await comesFrom(listener, speakers.slice(3));
  expect(much).toEqual(idsOf(speakers.slice(3)));
});
