import { expect, it } from 'vitest';
import { agreedVideo } from '@distansmote/testkit/room/videoLine.ts';
import { pictureFormat } from './pictureFormat.ts';
import { viewFormat } from './viewFormat.ts';

it.each([
  [1, true, undefined],
  [1, false, 1_200],
  [0, true, 1_200],
  [0, false, 1_200],
] as const)(
  'in mode %i, with NACK: %s, slices have at most %s bytes',
  (packetizationMode, isNackNamed, expected) => {
    const video = agreedVideo(5_004, { packetizationMode, isNackNamed });
    const format = viewFormat(video, (receives) => pictureFormat(receives, false));
    expect(format.maxSliceBytes).toBe(expected);
  },
);
