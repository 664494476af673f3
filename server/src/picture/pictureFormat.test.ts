import { expect, it } from 'vitest';
import { pictureFormat } from './pictureFormat.ts';

const formatFor = (
  maxFrameMacroblocks: number,
  maxMacroblocksPerSecond: number,
  { maxBitrate = 4_000_000, mayBeFullHd = false } = {},
) => {
  const { size, frameRate } = pictureFormat(
    {
      profile: 'constrainedBaseline',
      packetizationMode: 1,
      maxFrameMacroblocks,
      maxMacroblocksPerSecond,
      maxBitrate,
    },
    mayBeFullHd,
  );
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

it('is 1080p where the room has asked for it, in level and bitrate, and a core is there', () => {
  const mayBeFullHd = true;
  expect(formatFor(8_192, 245_760, { mayBeFullHd })).toEqual([1_080, 25]); // Level 4.
  expect(formatFor(8_160, 204_000, { mayBeFullHd })).toEqual([1_080, 25]);
  expect(formatFor(8_159, 245_760, { mayBeFullHd })).toEqual([720, 25]);
  expect(formatFor(8_192, 203_999, { mayBeFullHd })).toEqual([720, 25]);
  expect(formatFor(8_192, 245_760, { mayBeFullHd, maxBitrate: 2_000_000 })).toEqual([720, 25]);
});
