// What is said of devices that give nothing.
import { describe, expect, it, vi } from 'vitest';
import { createLocalMediaStore } from '../media/localMediaStore.ts';
import { deviceTroubles, tryDevicesAgain } from './deviceTrouble.ts';

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

describe('tryDevicesAgain', () => {
  it('leaves a camera alone that was turned off on purpose', () => {
    const localMedia = createLocalMediaStore();
    const session = {
      localMedia,
      openDevices: vi.fn<() => void>(),
      toggleCamera: vi.fn<() => void>(),
      toggleMicrophone: vi.fn<() => void>(),
    };
    localMedia.setState({ microphone: { is: 'failed', problem: 'busy' } });
    tryDevicesAgain(session);
    expect(session.toggleMicrophone).toHaveBeenCalledOnce();
    expect(session.toggleCamera).not.toHaveBeenCalled();
    expect(session.openDevices).not.toHaveBeenCalled();
  });
});
