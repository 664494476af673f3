// What is said of devices that give nothing.
import { describe, expect, it } from 'vitest';
import { deviceTroubles } from './deviceTrouble.ts';

describe('deviceTroubles', () => {
  it('is silent while all is well', () => {
    expect(deviceTroubles({ camera: { is: 'off' }, microphone: { is: 'asking' } })).toEqual([]);
  });

  it('tells both together where the reason is the same', () => {
    const denied = { is: 'failed', problem: 'denied' } as const;
    expect(deviceTroubles({ camera: denied, microphone: denied })).toEqual([
      { devices: 'both', problem: 'denied' },
    ]);
  });

  it('tells them apart where it is not, the microphone first', () => {
    expect(
      deviceTroubles({
        camera: { is: 'failed', problem: 'busy' },
        microphone: { is: 'failed', problem: 'missing' },
      }),
    ).toEqual([
      { devices: 'microphone', problem: 'missing' },
      { devices: 'camera', problem: 'busy' },
    ]);
  });
});
