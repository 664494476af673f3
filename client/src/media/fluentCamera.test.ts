// What changes in how a camera is sent while its person signs, and that it changes back.
import { expect, test } from 'vitest';
import { sendFluently } from './fluentCamera.ts';

interface Encoding {
  maxBitrate?: number;
  scalabilityMode?: string;
  active: boolean;
}

/** As browsers do: the parameters have to be those that were just read. */
function cameraOf(lines: number, layers: number) {
  let encodings: Encoding[] = Array.from({ length: layers }, (_, layer) => ({
    active: layer < 2,
    maxBitrate: [150_000, 500_000, 1_500_000][layer] ?? 0,
    scalabilityMode: 'L1T3',
  }));
  let preference: string | undefined;
  let changes = 0;
  const track = { contentHint: '', getSettings: () => ({ width: 1280, height: lines }) };
  const rtpSender = {
    getParameters: () => ({ encodings: structuredClone(encodings) }),
    setParameters(parameters: { encodings: Encoding[]; degradationPreference?: string }) {
      ({ encodings, degradationPreference: preference } = parameters);
      changes += 1;
      return Promise.resolve();
    },
  };
  return {
    producer: { track, rtpSender } as unknown as Parameters<typeof sendFluently>[0],
    seen: () => ({
      hint: track.contentHint,
      preference,
      changes,
      layers: encodings.map(({ maxBitrate, scalabilityMode, active }) => [
        maxBitrate,
        scalabilityMode,
        active,
      ]),
    }),
  };
}

test('one temporal layer in three sizes, and frame rate before size; layers that nobody watches stay off', async () => {
  const { producer, seen } = cameraOf(720, 3);
  await sendFluently(producer, true);
  await sendFluently(producer, true);
  expect(seen()).toEqual({
    hint: 'motion',
    preference: 'maintain-framerate',
    changes: 1,
    layers: [
      [150_000, 'L1T1', true],
      [700_000, 'L1T1', true],
      [2_000_000, 'L1T1', false],
    ],
  });
  await sendFluently(producer, false);
  expect(seen()).toEqual({
    hint: '',
    preference: 'balanced',
    changes: 2,
    layers: [
      [150_000, 'L1T3', true],
      [500_000, 'L1T3', true],
      [1_500_000, 'L1T3', false],
    ],
  });
});

test('who does not sign is sent as ever', async () => {
  const { producer, seen } = cameraOf(720, 3);
  await sendFluently(producer, false);
  expect(seen().changes).toBe(0);
});

test('a camera that is off is left alone', async () => {
  const { producer, seen } = cameraOf(720, 3);
  await sendFluently({ ...producer, track: null }, true);
  expect(seen().changes).toBe(0);
});
