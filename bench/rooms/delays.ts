// How long a picture takes through the server, by the number in it.
import { type Area, WHOLE } from '@distansmote/testkit/picture/picture.ts';
import { frameNumberIn } from '@distansmote/testkit/picture/testPattern.ts';
import { type CodedPicture, decodePictures } from './seenPictures.ts';
import type { SentPicture } from './virtualPerson.ts';

/** A number that was sent longer ago is of another round of the film. */
const MAX_MS = 3_000;

export interface NumberedPicture {
  number: number;
  at: number;
}

/** The pictures in which a number can be read, each time that it changes. */
export async function numbersIn(
  codec: 'H264' | 'VP8',
  coded: readonly CodedPicture[],
  area: Area = WHOLE,
): Promise<NumberedPicture[]> {
  const numbers: NumberedPicture[] = [];
  await decodePictures(codec, coded, ({ picture, at }) => {
    const number = frameNumberIn(picture, area);
    if (number !== undefined && number !== numbers.at(-1)?.number) numbers.push({ number, at });
  });
  return numbers;
}

export const within = <T extends { at: number }>(
  all: readonly T[],
  { from, until }: { from: number; until: number },
): T[] => all.filter(({ at }) => at >= from && at < until);

/** Milliseconds from sending to arrival, of each picture that arrived. */
export function delaysOf(seen: readonly NumberedPicture[], sent: readonly SentPicture[]): number[] {
  const byNumber = Map.groupBy(sent, ({ number }) => number);
  return seen.flatMap(({ number, at }) => {
    const sentAt = byNumber.get(number)?.findLast((one) => one.at <= at)?.at;
    return sentAt === undefined || at - sentAt > MAX_MS ? [] : [at - sentAt];
  });
}
