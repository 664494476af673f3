// A hundred calls and hang-ups: what is left of them.
import { setTimeout as pause } from 'node:timers/promises';
import { BenchRoom } from './benchRoom.ts';
import type { Part } from './part.ts';
import { atMost } from './row.ts';
import { VirtualPerson } from './virtualPerson.ts';

const STAY_MS = 300;
/** Until what a call leaves for a moment is gone. */
const AFTERWARDS_MS = 5_000;

export const manyCalls: Part = async ({ server, isQuick }) => {
  const count = isQuick ? 10 : 100;
  const callId = await server.newMeeting();
  const person = await VirtualPerson.enter(server, callId, { name: 'Anna Ek', watches: true });
  const once = async () => {
    const room = await BenchRoom.call(server, callId);
    await pause(STAY_MS);
    await room.hangUp();
  };
  // What is opened once and kept, such as the thread, is not left behind.
  for (let call = 0; call < 3; call += 1) await once();
  await pause(AFTERWARDS_MS);
  const before = server.held;
  const memoryBefore = server.memory.process;
  for (let call = 0; call < count; call += 1) await once();
  await pause(AFTERWARDS_MS);
  const after = server.held;
  const memoryAfter = server.memory.process;
  person.leave();
  const left = (name: keyof typeof before, what: string) =>
    atMost(`${count} calls leave: ${what}`, Math.max(0, after[name] - before[name]), {
      unit: '',
      limit: 0,
    });
  return [
    left('files', 'ports and other files of the server'),
    left('workerFiles', 'transports (files of the media worker)'),
    left('processes', 'processes'),
    left('threads', 'threads'),
    atMost(`${count} calls: memory of the server process`, memoryAfter - memoryBefore, {
      unit: 'MB more',
    }),
  ];
};
