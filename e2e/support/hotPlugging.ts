// Pulls out and plugs in the browser's fake devices, as far as the page can tell.
import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** The labels of the devices that are pulled out. */
    pulledOut: Set<string>;
    /** The tracks that the page has been given. */
    opened: MediaStreamTrack[];
  }
}

/** Runs in the page before its own scripts; these devices are not there from the beginning. */
export function allowHotPlugging(pulledOut: string[]): void {
  window.pulledOut = new Set(pulledOut);
  window.opened = [];
  const { mediaDevices } = navigator;
  const enumerate = mediaDevices.enumerateDevices.bind(mediaDevices);
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.enumerateDevices = async () =>
    (await enumerate()).filter(({ label }) => !window.pulledOut.has(label));
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    window.opened.push(...stream.getTracks());
    return stream;
  };
}

export function plugIn(page: Page, label: string): Promise<void> {
  return page.evaluate((one) => {
    window.pulledOut.delete(one);
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }, label);
}

export function pullOut(page: Page, label: string): Promise<void> {
  return page.evaluate((one) => {
    window.pulledOut.add(one);
    for (const track of window.opened.filter((opened) => opened.label === one)) {
      track.stop();
      // Which stop() does not do, and unplugging does.
      track.dispatchEvent(new Event('ended'));
    }
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }, label);
}
