// The loudspeaker that everything is played through, where the browser lets one choose it.
import { createStore } from 'zustand/vanilla';
import { findChosen, forgetDevice, rememberDevice } from './chosenDevices.ts';
import { isListed } from './deviceChanges.ts';
import type { DeviceDescription, DeviceList, DeviceListState } from './deviceList.ts';
import type { DeviceEvents } from './deviceEvents.ts';

/** Of the Audio Output Devices API, which TypeScript does not know whole. */
interface OutputPicker {
  selectAudioOutput(): Promise<MediaDeviceInfo>;
}

export interface LoudspeakerState {
  /** Undefined is the one that the computer or phone is set to. */
  chosen: DeviceDescription | undefined;
}

export function createLoudspeaker(list: DeviceList, news: DeviceEvents) {
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
    // Remembered still: next time it may be there again.
    store.setState({ chosen: undefined });
    news.tell({ type: 'replaced', kind: 'loudspeaker', lost: chosen, now: undefined });
  }
  const unsubscribe = list.store.subscribe(onList);

  function choose(device: DeviceDescription | undefined): void {
    hasLooked = true;
    if (device === undefined) forgetDevice('loudspeaker');
    else rememberDevice('loudspeaker', device);
    store.setState({ chosen: device });
    news.forget('loudspeaker');
    if (device) news.withdraw('loudspeaker', device.deviceId);
  }

  return {
    store,

    /** An empty id for the one that the computer is set to. */
    choose(deviceId: string): void {
      const { devices } = list.store.getState().loudspeaker;
      choose(devices.find((one) => one.deviceId === deviceId));
    },

    /** By the browser's own list, which Firefox shows; to be called from a click. */
    async pick(): Promise<void> {
      const picker = navigator.mediaDevices as unknown as OutputPicker;
      try {
        const { deviceId, groupId, label } = await picker.selectAudioOutput();
        choose({ deviceId, groupId, label });
        await list.refresh();
      } catch {
        // Closed without a choice.
      }
    },

    /** Lets the element's sound come out of it; never throws. */
    async lead(element: HTMLMediaElement): Promise<void> {
      const { chosen } = store.getState();
      const sinkId = chosen?.deviceId ?? '';
      if (!isOutputChoosable() || element.sinkId === sinkId) return;
      try {
        await element.setSinkId(sinkId);
      } catch {
        if (chosen === undefined || store.getState().chosen !== chosen) return;
        store.setState({ chosen: undefined });
        news.tell({ type: 'wouldNotStart', kind: 'loudspeaker', device: chosen });
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
