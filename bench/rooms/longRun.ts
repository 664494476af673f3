// Memory of a long meeting with a room. Only with `--minutes`.
import { setTimeout as pause } from 'node:timers/promises';
import { enterThree } from './answering.ts';
import { BenchRoom } from './benchRoom.ts';
import type { Part } from './part.ts';
import { atMost } from './row.ts';
import { median } from '../join/statistics.ts';

const SAMPLE_MS = 5_000;
/** Samples: each minute. */
const TOLD_EVERY = 12;
/** Caches and heaps have their size by then. */
const WARM_SHARE = 1 / 6;

export const longRun: Part = async ({ server, minutes }) => {
  if (minutes === 0) return [];
  const callId = await server.newMeeting();
  const people = await enterThree(server, callId);
  const room = await BenchRoom.call(server, callId);
  const samples: { compositors: number; process: number }[] = [];
  const endsAt = performance.now() + minutes * 60_000;
  while (performance.now() < endsAt) {
    await pause(SAMPLE_MS);
    const sample = server.memory;
    samples.push(sample);
    if (samples.length % TOLD_EVERY === 0)
      console.error(
        `compositors ${sample.compositors.toFixed(0)} MB, server ${sample.process.toFixed(0)} MB`,
      );
    // The bench's own memory is bounded too.
    room.forget();
    for (const person of people) person.forget();
  }
  await room.hangUp();
  for (const person of people) person.leave();
  const warm = samples.slice(Math.floor(samples.length * WARM_SHARE));
  const tenth = Math.max(1, Math.floor(warm.length / 10));
  const growth = (name: 'compositors' | 'process') => {
    const first = median(warm.slice(0, tenth).map((one) => one[name]));
    const last = median(warm.slice(-tenth).map((one) => one[name]));
    return { first, percent: (100 * (last - first)) / first };
  };
  const [compositors, node] = [growth('compositors'), growth('process')];
  const row = (what: string, { first, percent }: typeof node) =>
    atMost(`${minutes} minutes: ${what}, from ${first.toFixed(0)} MB`, percent, {
      unit: '% more',
      digits: 1,
      limit: 5,
    });
  return [row('compositors', compositors), row('server process', node)];
};
