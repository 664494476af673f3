// The chosen output device for everything that is played, if the browser supports choosing one.
import { createStore } from 'zustand/vanilla';
import { findChosen, forgetDevice, rememberDevice } from './chosenDevices.ts';
import { isListed } from './deviceChanges.ts';
import type { DeviceDescription, DeviceList, DeviceListState } from './deviceList.ts';
import type { DeviceEvents } from './deviceEvents.ts';

/** Part of the Audio Output Devices API that TypeScript's types lack. */
interface OutputPicker {
  selectAudioOutput(): Promise<MediaDeviceInfo>;
}

export interface LoudspeakerState {
  /** Undefined: the system's default. */
  chosen: DeviceDescription | undefined;
}

export function createLoudspeaker(list: DeviceList, events: DeviceEvents) {
  const store = createStore<LoudspeakerState>()(() => ({ chosen: undefined }));
  let hasLooked = false;

  function onList(now: DeviceListState, before: DeviceListState): void {
    const { devices } = now.loudspeaker;
    if (!hasLooked && devices.length > 0) {
      hasLooked = true;
      store.setState({ chosen: findChosen('loudspeaker', devices) });
    }
    const { chosen } = store.getState();
    const isListedIn = (state: DeviceListState) =>
      chosen !== undefined && isListed(state.loudspeaker.devices, chosen.deviceId);
    if (chosen === undefined || isListedIn(now) || !isListedIn(before)) return;
    // It stays remembered: next time it may be back.
    store.setState({ chosen: undefined });
    events.add({ type: 'replaced', kind: 'loudspeaker', lost: chosen, now: undefined });
  }
  const unsubscribe = list.store.subscribe(onList);

  function choose(device: DeviceDescription | undefined): void {
    hasLooked = true;
    if (device === undefined) forgetDevice('loudspeaker');
    else rememberDevice('loudspeaker', device);
    store.setState({ chosen: device });
    events.forget('loudspeaker');
    if (device) events.withdraw('loudspeaker', device.deviceId);
  }

  return {
    store,

    /** @param deviceId empty for the system's default. */
    choose(deviceId: string): void {
      const { devices } = list.store.getState().loudspeaker;
      choose(devices.find((one) => one.deviceId === deviceId));
    },

    /** With the browser's own picker, as in Firefox; to be called from a click. */
    async pick(): Promise<void> {
      const picker = navigator.mediaDevices as unknown as OutputPicker;
      try {
        const { deviceId, groupId, label } = await picker.selectAudioOutput();
        choose({ deviceId, groupId, label });
        await list.refresh();
      } catch {
        // The picker was closed without a choice.
      }
    },

    /** Routes the element's audio to it; never throws. */
    async routeTo(element: HTMLMediaElement): Promise<void> {
      const { chosen } = store.getState();
      const sinkId = chosen?.deviceId ?? '';
      if (!isOutputChoosable() || element.sinkId === sinkId) return;
      try {
        await element.setSinkId(sinkId);
      } catch {
        if (chosen === undefined || store.getState().chosen !== chosen) return;
        store.setState({ chosen: undefined });
        events.add({ type: 'wouldNotStart', kind: 'loudspeaker', device: chosen });
      }
    },

    close: unsubscribe,
  };
}
export type Loudspeaker = ReturnType<typeof createLoudspeaker>;

export const isOutputChoosable = () => 'setSinkId' in HTMLMediaElement.prototype;

export const hasOutputPicker = () =>
  isOutputChoosable() &&
  'mediaDevices' in navigator &&
  'selectAudioOutput' in navigator.mediaDevices;
