// What has happened to the devices by itself, kept until the person has read it.
import { createStore } from 'zustand/vanilla';
import type { DeviceDescription, DeviceKind } from './deviceList.ts';

export type DeviceEvent =
  /** Another device is in use now; for a loudspeaker, the computer's default. */
  | {
      type: 'replaced';
      kind: DeviceKind;
      lost: DeviceDescription | undefined;
      now: DeviceDescription | undefined;
    }
  /** A device was plugged in and is offered. */
  | { type: 'came'; kind: DeviceKind; device: DeviceDescription }
  /** A device was chosen but could not be opened; the one in use was kept. */
  | { type: 'wouldNotStart'; kind: DeviceKind; device: DeviceDescription };

export function createDeviceEvents() {
  const store = createStore<{ events: readonly DeviceEvent[] }>()(() => ({ events: [] }));

  function keep(isKept: (one: DeviceEvent) => boolean): void {
    const { events } = store.getState();
    if (!events.every(isKept)) store.setState({ events: events.filter(isKept) });
  }

  return {
    store,
    /** Per kind of device only the latest event of each type is kept. */
    add(one: DeviceEvent): void {
      const others = store
        .getState()
        .events.filter(({ type, kind }) => type !== one.type || kind !== one.kind);
      store.setState({ events: [...others, one] });
    },
    /** The device is gone again, or in use: it is no longer offered. */
    withdraw(kind: DeviceKind, deviceId: string): void {
      keep((one) => one.type !== 'came' || one.kind !== kind || one.device.deviceId !== deviceId);
    },
    /** The person has chosen a device: earlier events no longer matter. */
    forget(kind: DeviceKind): void {
      keep((one) => one.type === 'came' || one.kind !== kind);
    },
    dismiss(what: DeviceEvent['type'][]): void {
      keep((one) => !what.includes(one.type));
    },
  };
}
export type DeviceEvents = ReturnType<typeof createDeviceEvents>;
