// The messages about devices that do not work.
import { describe, expect, it } from 'vitest';
import type { DeviceProblem } from '../../media/deviceProblem.ts';
import { deviceTroubles, faultyDevices } from './deviceTrouble.ts';

describe('deviceTroubles', () => {
  it('is silent while all is well', () => {
    expect(deviceTroubles({ camera: { type: 'off' }, microphone: { type: 'asking' } })).toEqual([]);
  });

  it('merges both if the reason is the same', () => {
    const denied = { type: 'failed', problem: 'denied' } as const;
    expect(deviceTroubles({ camera: denied, microphone: denied })).toEqual([
      { devices: 'both', problem: 'denied' },
    ]);
  });

  it('lists them separately if not, the microphone first', () => {
    expect(
      deviceTroubles({
        camera: { type: 'failed', problem: 'busy' },
        microphone: { type: 'failed', problem: 'missing' },
      }),
    ).toEqual([
      { devices: 'microphone', problem: 'missing' },
      { devices: 'camera', problem: 'busy' },
    ]);
  });
});

describe('faultyDevices', () => {
  const on = { type: 'off' } as const;
  const failed = (problem: DeviceProblem) => ({ type: 'failed', problem }) as const;
  it.each([
    [on, on, undefined],
    [failed('denied'), failed('denied'), 'both'],
    [failed('busy'), failed('denied'), 'both'],
    [failed('denied'), on, 'camera'],
    [on, failed('missing'), 'microphone'],
    // Who has no camera knows it.
    [failed('missing'), on, undefined],
    [failed('missing'), failed('denied'), 'microphone'],
  ])('camera %o, microphone %o', (camera, microphone, faulty) => {
    expect(faultyDevices({ camera, microphone }, false)).toBe(faulty);
  });

  it('needs no microphone beside a telephone', () => {
    const microphone = failed('denied');
    expect(faultyDevices({ camera: on, microphone }, true)).toBeUndefined();
    expect(faultyDevices({ camera: microphone, microphone }, true)).toBe('camera');
  });
});
