// The compositor is killed: is any sound lost, and when are the pictures back?
import { setTimeout as pause } from 'node:timers/promises';
import type { Area } from '@distansmote/testkit/picture/picture.ts';
import { cpuMicrosecondsOf } from '../load/cpuTime.ts';
import { enterThree, tileOf } from './answering.ts';
import { BenchRoom } from './benchRoom.ts';
import { numbersIn } from './delays.ts';
import type { Part } from './part.ts';
import { atMost, times } from './row.ts';
import type { CodedPicture } from './seenPictures.ts';

/** One that has run for this long is started again at once. */
const STEADY_MS = 7_000;
const PACKET_MS = 20;

export const killing: Part = async ({ server, isQuick }) => {
  const callId = await server.newMeeting();
  const people = await enterThree(server, callId);
  const [first] = people;
  const room = await BenchRoom.call(server, callId);
  await pause(STEADY_MS);
  const soundFrom = performance.now();
  const { heard } = room.sound;
  heard.length = 0;
  const killed: number[] = [];
  for (let time = 0; time < (isQuick ? 1 : 5); time += 1) {
    // That of the meeting: the other one draws cards.
    const [busiest = 0] = server.compositorPids.toSorted(
      (one, other) => cpuMicrosecondsOf(other) - cpuMicrosecondsOf(one),
    );
    killed.push(performance.now());
    process.kill(busiest, 'SIGKILL');
    await pause(STEADY_MS);
  }
  const soundMs = performance.now() - soundFrom;
  const steps = heard
    .slice(1)
    .map(({ sequence }, at) => (sequence - (heard[at]?.sequence ?? 0)) & 0xffff);
  const missing = steps.reduce((sum, step) => sum + step - 1, 0);
  await room.hangUp();
  for (const person of people) person.leave();

  const backIn = async (codec: 'H264' | 'VP8', coded: readonly CodedPicture[], area?: Area) => {
    const numbers = await numbersIn(codec, coded, area);
    return killed.map((killedAt) => {
      // The next compositor begins with a key frame; what comes before it was under way.
      const begun = coded.find(({ at, isKeyFrame }) => isKeyFrame && at > killedAt)?.at ?? Infinity;
      return (numbers.find(({ at }) => at >= begun)?.at ?? Infinity) - killedAt;
    });
  };
  const inRoom = await backIn('H264', room.seen, tileOf(0, 3));
  const inBrowser = await backIn('VP8', first?.seen ?? []);
  const expected = Math.round(soundMs / PACKET_MS);
  return [
    atMost(
      `sound packets missing, of ${expected}`,
      Math.max(missing, expected - heard.length - 2),
      {
        unit: '',
        limit: 0,
      },
    ),
    times('compositor killed → people seen in the room again', inRoom, {
      limits: { p95: 2_500 },
    }),
    times('compositor killed → the room seen by people again', inBrowser, {
      limits: { p95: 2_500 },
    }),
  ];
};
