// What has happened to the devices without anybody's doing, until it has been read.
import { createStore } from 'zustand/vanilla';
import type { DeviceDescription, DeviceKind } from './deviceList.ts';

export type DeviceEvent =
  /** Something else is in use now; for a loudspeaker that is what the computer is set to. */
  | {
      type: 'replaced';
      kind: DeviceKind;
      lost: DeviceDescription | undefined;
      now: DeviceDescription | undefined;
    }
  /** It may be used, if one likes. */
  | { type: 'came'; kind: DeviceKind; device: DeviceDescription }
  /** It was chosen, and the one in use was kept. */
  | { type: 'wouldNotStart'; kind: DeviceKind; device: DeviceDescription };

export function createDeviceEvents() {
  const store = createStore<{ news: readonly DeviceEvent[] }>()(() => ({ news: [] }));

  function keep(isKept: (one: DeviceEvent) => boolean): void {
    const { news } = store.getState();
    if (!news.every(isKept)) store.setState({ news: news.filter(isKept) });
  }

  return {
    store,
    /** Of each kind only the latest of a sort is worth reading. */
    tell(one: DeviceEvent): void {
      const others = store
        .getState()
        .news.filter(({ type, kind }) => type !== one.type || kind !== one.kind);
      store.setState({ news: [...others, one] });
    },
    /** It has gone again, or is in use: no offer any more. */
    withdraw(kind: DeviceKind, deviceId: string): void {
      keep((one) => one.type !== 'came' || one.kind !== kind || one.device.deviceId !== deviceId);
    },
    /** The person has chosen: what happened before that is no news any more. */
    forget(kind: DeviceKind): void {
      keep((one) => one.type === 'came' || one.kind !== kind);
    },
    putAway(what: DeviceEvent['type'][]): void {
      keep((one) => !what.includes(one.type));
    },
  };
}
export type DeviceEvents = ReturnType<typeof createDeviceEvents>;
