import { expect, it } from 'vitest';
import { pictureFormat } from './pictureFormat.ts';

const formatFor = (maxFrameMacroblocks: number, maxMacroblocksPerSecond: number) => {
  const { size, frameRate } = pictureFormat({
    profile: 'constrainedBaseline',
    packetizationMode: 1,
    maxFrameMacroblocks,
    maxMacroblocksPerSecond,
    maxBitrate: 2_000_000,
  });
  return [size.height, frameRate];
};

it('is the largest that the room can decode at 25 a second', () => {
  expect(formatFor(3_600, 108_000)).toEqual([720, 25]); // Level 3.1.
  expect(formatFor(8_160, 245_000)).toEqual([720, 25]);
  expect(formatFor(3_600, 60_000)).toEqual([576, 25]);
  expect(formatFor(1_620, 40_500)).toEqual([432, 25]); // Level 3.
  expect(formatFor(396, 11_880)).toEqual([180, 25]); // Level 1.3.
});

it('is small and slow for a room that can do nothing else', () => {
  expect(formatFor(99, 1_485)).toEqual([98, 19]); // Level 1.
  expect(formatFor(1, 1)).toEqual([98, 1]);
});
