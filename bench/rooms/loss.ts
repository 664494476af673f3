// A room on a lossy line, both ways: how long do pictures stand still?
import { setTimeout as pause } from 'node:timers/promises';
import { type Area, WHOLE } from '@distansmote/testkit/picture/picture.ts';
import { FreezeMeter } from '@distansmote/testkit/room/freezeMeter.ts';
import { enterThree, tileOf } from './answering.ts';
import { BenchRoom } from './benchRoom.ts';
import type { Part } from './part.ts';
import { atMost, type Row } from './row.ts';
import { type CodedPicture, decodePictures } from './seenPictures.ts';

const SETTLED_MS = 4_000;
/** One way. */
const DELAY_MS = 20;
/** Shares of the time, in percent. */
const LIMITS = new Map([
  [0, 0],
  [0.02, 2],
  [0.05, 6],
]);
const LONGEST_MS = 1_500;

export const loss: Part = async ({ server, isQuick }) => {
  const seconds = isQuick ? 10 : 60;
  const rows: Row[] = [];
  for (const isRepaired of [true, false]) {
    for (const [share, limit] of LIMITS) {
      // Without loss, one of the two is enough for a floor.
      if (share === 0 && !isRepaired) continue;
      const callId = await server.newMeeting();
      const people = await enterThree(server, callId);
      const line = { loss: share, delayMs: DELAY_MS };
      const room = await BenchRoom.call(server, callId, { isRepaired, line });
      await pause(SETTLED_MS);
      const from = performance.now();
      await pause(share === 0 ? (seconds / 3) * 1_000 : seconds * 1_000);
      await room.hangUp();
      for (const person of people) person.leave();
      const name = `${share * 100} % loss, ${isRepaired ? 'NACK' : 'PLI only'}`;
      const seen = [
        ['the room sees', await freezesIn('H264', room.seen, from, tileOf(0, 3))],
        ['people see it', await freezesIn('VP8', people[0]?.seen ?? [], from)],
      ] as const;
      for (const [who, freezes] of seen) {
        // Where nothing is sent again the next best thing is a picture that moves, though parts of it are wrong.
        const { frozenMs, longestMs, seconds: lasted } = freezes[isRepaired ? 'clean' : 'any'];
        const words = isRepaired ? 'frozen or garbled' : 'frozen';
        const limits = share > 0 ? { share: limit, longest: LONGEST_MS } : undefined;
        rows.push(
          atMost(`${name}: ${who}, ${words}, of the time`, (frozenMs / lasted) * 0.1, {
            unit: '%',
            digits: 1,
            limit: limits?.share,
          }),
          atMost(`${name}: ${who}, the longest time`, longestMs, {
            unit: 'ms',
            limit: limits?.longest,
          }),
          {
            what: `${name}: ${who}, pictures a second, of them without fault`,
            measured: [freezes.any, freezes.clean]
              .map((one) => (one.frames / one.seconds).toFixed(1))
              .join(', '),
          },
        );
      }
    }
  }
  return rows;
};

/** Of pictures that can be decoded, and of those whose number can be read in them. */
async function freezesIn(
  codec: 'H264' | 'VP8',
  seen: readonly CodedPicture[],
  from: number,
  area: Area = WHOLE,
) {
  const clean = new FreezeMeter(area);
  const any = new FreezeMeter(area, () => (count += 1));
  let count = 0;
  await decodePictures(codec, seen, (shown) => {
    if (shown.at < from) return;
    clean.add(shown);
    any.add(shown);
  });
  return { clean: clean.freezes, any: any.freezes };
}
