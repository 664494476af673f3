// The messages about devices that do not work.
import { describe, expect, it } from 'vitest';
import { deviceTroubles } from './deviceTrouble.ts';

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
