// Unplugs and plugs in the browser's fake devices, as far as the page can tell.
import type { Page } from '@playwright/test';
import { endTrack, watchTracks } from './endTrack.ts';

declare global {
  interface Window {
    /** Labels of the unplugged devices. */
    pulledOut: Set<string>;
  }
}

/** Call it before the page is opened; these devices are absent from the start. */
export async function allowHotPlugging(page: Page, pulledOut: string[]): Promise<void> {
  await page.addInitScript(watchTracks);
  await page.addInitScript((labels) => {
    window.pulledOut = new Set(labels);
    if (!('mediaDevices' in navigator)) return;
    const { mediaDevices } = navigator;
    const enumerate = mediaDevices.enumerateDevices.bind(mediaDevices);
    mediaDevices.enumerateDevices = async () =>
      (await enumerate()).filter(({ label }) => !window.pulledOut.has(label));
  }, pulledOut);
}

export function plugIn(page: Page, label: string): Promise<void> {
  return page.evaluate((one) => {
    window.pulledOut.delete(one);
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }, label);
}

export async function pullOut(page: Page, label: string): Promise<void> {
  await page.evaluate((one) => window.pulledOut.add(one), label);
  await endTrack(page, label);
  await page.evaluate(() => navigator.mediaDevices.dispatchEvent(new Event('devicechange')));
}
