// A minute of a room in a meeting: pictures a second, delays both ways, CPU, memory, packets; and a second room.
import { setTimeout as pause } from 'node:timers/promises';
import { enterThree, tileOf } from './answering.ts';
import { BenchRoom } from './benchRoom.ts';
import { type Spent, spentSince } from './benchServer.ts';
import { encodingFloor } from './encodingFloor.ts';
import { delaysOf, numbersIn, within } from './delays.ts';
import { FRAME_RATE } from './films.ts';
import type { Part } from './part.ts';
import { atMost, type Row, times } from './row.ts';
import { startEcho } from './udpEcho.ts';

const SETTLED_MS = 4_000;
const FRAGMENT = 28;

export const sustained: Part = async ({ server, isQuick }) => {
  const [seconds, shortly] = isQuick ? [10, 5] : [60, 20];
  const callId = await server.newMeeting();
  const people = await enterThree(server, callId);
  const [first] = people;
  if (first === undefined) throw new Error('nobody entered');
  const room = await BenchRoom.call(server, callId, { isCameraOff: true });

  /** CPU of what makes pictures, in microseconds, and how many it made. */
  const during = async (length: number, rooms: readonly BenchRoom[]) => {
    await pause(SETTLED_MS);
    const before = server.spent;
    await pause(length * 1_000);
    const after = server.spent;
    const window = { from: before.at, until: after.at };
    const count = (seen: readonly { at: number }[]) => within(seen, window).length;
    return {
      window,
      lasted: (after.at - before.at) / 1_000,
      cpu: pictureCpu(before, after),
      all: spentSince(before, after),
      pictures: rooms.map((one) => count(one.seen)),
      camera: count(room.sent),
    };
  };
  const composing = await during(shortly, [room]);

  room.setCamera(true);
  await pause(SETTLED_MS);
  await first.enlargeRooms();
  const endEcho = await startEcho();
  const together = await during(seconds, [room]);
  const echoes = endEcho();
  const { memory } = server;

  const other = await BenchRoom.call(server, callId, {
    packetizationMode: 0,
    name: 'Rum 4',
    isCameraOff: true,
  });
  const both = await during(shortly, [room, other]);
  const memoryOfBoth = server.memory;
  await other.hangUp();
  await room.hangUp();
  for (const person of people) person.leave();

  // By the picture, so that a machine that is too slow for all of them is told from one that needs more for each.
  const perPicture = composing.cpu / sum(composing.pictures);
  const perCameraPicture = (together.cpu - sum(together.pictures) * perPicture) / together.camera;
  const [pictures = 0, otherPictures = 0] = both.pictures;
  const perOther =
    (both.cpu - pictures * perPicture - both.camera * perCameraPicture) / otherPictures;
  const inRoom = within(await numbersIn('H264', room.seen, tileOf(0, 3)), together.window);
  const seen = within(first.seen, together.window);
  const inBrowser = within(await numbersIn('VP8', first.seen), together.window);
  const [, medium = []] = first.sent;
  const floor = await encodingFloor();
  const ownCores = (spent: number) => spent / 1e6 / together.lasted;
  return [
    atLeast('pictures a second to the room', sum(together.pictures) / together.lasted, 24),
    atLeast('of its camera to browsers', seen.length / together.lasted, 24),
    times('browser → room, added by the server', delaysOf(inRoom, medium), {
      limits: { median: 60, p95: 120 },
      floor: echoes,
    }),
    times('room → browser, added by the server', delaysOf(inBrowser, room.sent), {
      limits: { median: 40, p95: 80 },
      floor: echoes,
    }),
    cores('composing for a room', coresOf(perPicture), 0.25, floor.composing),
    cores('three layers of its camera', coresOf(perCameraPicture), 0.4, floor.layers),
    cores('together', coresOf(perPicture + perCameraPicture)),
    cores('of it the picture thread', ownCores(together.all.pictureThread)),
    cores('the whole server process, with that thread', ownCores(together.all.process)),
    cores('the media worker', ownCores(together.all.worker)),
    cores('a second room adds', coresOf(perOther), 0.2),
    atMost('memory of the compositors', memory.compositors, { unit: 'MB', limit: 160 }),
    atMost('with a second room', memoryOfBoth.compositors, { unit: 'MB' }),
    atMost('memory of the server process', memory.process, { unit: 'MB' }),
    atMost('largest packet to a room or a browser', largest(room, other, first), {
      unit: 'bytes',
      limit: 1_300,
    }),
    atMost('fragments in mode 0', other.nalTypes.has(FRAGMENT) ? 1 : 0, { unit: '', limit: 0 }),
    atMost(
      'longest time between two pictures in the room',
      longestGap(within(room.seen, together.window)),
      { unit: 'ms' },
    ),
  ];
};

function pictureCpu(before: Spent, after: Spent): number {
  const { compositors, pictureThread } = spentSince(before, after);
  return compositors + pictureThread;
}

const coresOf = (microseconds: number) => (microseconds * FRAME_RATE) / 1e6;

const cores = (what: string, value: number, limit?: number, floor?: number) =>
  atMost(what, value, {
    unit: 'cores',
    digits: 2,
    limit,
    floor: floor?.toFixed(2),
  });

function atLeast(what: string, value: number, limit: number): Row {
  return { what, measured: value.toFixed(1), limit: `≥ ${limit}`, isMet: value >= limit };
}

function longestGap(seen: readonly { at: number }[]): number {
  return Math.max(0, ...seen.slice(1).map(({ at }, index) => at - (seen[index]?.at ?? at)));
}

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

const largest = (...all: { largestPacket: number }[]) =>
  Math.max(...all.map(({ largestPacket }) => largestPacket));
