// How soon a key frame comes when a room asks for one, and how many when it asks a hundred times.
import { setTimeout as pause } from 'node:timers/promises';
import { enterThree } from './answering.ts';
import { BenchRoom } from './benchRoom.ts';
import type { Part } from './part.ts';
import { atMost, times } from './row.ts';

/** Longer than the server's own pause between two key frames. */
const PAUSE_MS = 800;
const SETTLED_MS = 3_000;
const FLOOD = 100;

export const keyFrames: Part = async ({ server, isQuick }) => {
  const callId = await server.newMeeting();
  const people = await enterThree(server, callId);
  const room = await BenchRoom.call(server, callId);
  await pause(SETTLED_MS);
  const keyFrameAfter = (asked: number) => {
    const found = room.seen.find(({ at, isKeyFrame }) => isKeyFrame && at > asked);
    return (found?.at ?? Infinity) - asked;
  };

  const rows = [];
  for (const by of ['PLI', 'FIR', 'INFO'] as const) {
    const asked: number[] = [];
    for (let time = 0; time < (isQuick ? 3 : 12); time += 1) {
      // Not in step with the pictures.
      await pause(PAUSE_MS + Math.random() * 40);
      asked.push(performance.now());
      room.askForKeyFrame(by);
    }
    await pause(PAUSE_MS);
    const limits = by === 'INFO' ? {} : { p95: 100 };
    rows.push(times(`${by} → key frame`, asked.map(keyFrameAfter), { limits }));
  }

  const from = performance.now();
  for (let time = 0; time < FLOOD; time += 1) {
    room.askForKeyFrame(time % 2 === 0 ? 'PLI' : 'FIR');
    await pause(Math.max(0, from + (time + 1) * (1_000 / FLOOD) - performance.now()));
  }
  await pause(PAUSE_MS);
  const sent = room.seen.filter(
    ({ at, isKeyFrame }) => isKeyFrame && at > from && at - from <= 1_000,
  );
  await room.hangUp();
  for (const person of people) person.leave();
  rows.push(
    atMost(`key frames for ${FLOOD} requests in a second`, sent.length, { unit: '', limit: 2 }),
  );
  return rows;
};
