// Ends a track as unplugging or the browser's own bar does: with an `ended` event, which scripts cannot cause.
import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** The page's tracks, and the listeners for their end. */
    given: { track: MediaStreamTrack; onEnded: EventTarget }[];
  }
}

/** Runs in the page before its own scripts. */
export function watchTracks(): void {
  window.given = [];
  // Also runs in about:blank, which has none.
  if (!('mediaDevices' in navigator)) return;
  const { mediaDevices } = navigator;
  for (const name of ['getUserMedia', 'getDisplayMedia'] as const) {
    const open = mediaDevices[name].bind(mediaDevices);
    mediaDevices[name] = async (options?: MediaStreamConstraints) => {
      const stream = await open(options);
      for (const track of stream.getTracks()) {
        // Firefox does not let scripts dispatch events to a track.
        const onEnded = new EventTarget();
        const listen = track.addEventListener.bind(track);
        track.addEventListener = (type: string, ...more: [EventListener]) => {
          if (type === 'ended') onEnded.addEventListener(type, ...more);
          listen(type, ...more);
        };
        window.given.push({ track, onEnded });
      }
      return stream;
    };
  }
}

/** Ends every live track with that label; without a label, the latest. */
export function endTrack(page: Page, label?: string): Promise<void> {
  return page.evaluate((wanted) => {
    const live = window.given.filter(({ track }) => track.readyState === 'live');
    const ending =
      wanted === undefined ? live.slice(-1) : live.filter(({ track }) => track.label === wanted);
    for (const { track, onEnded } of ending) {
      track.stop();
      onEnded.dispatchEvent(new Event('ended'));
    }
  }, label);
}
