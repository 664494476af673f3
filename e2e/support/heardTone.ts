// How loud a tone is in all that a page receives, measured in the page.
import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** Of all audio that the page received when it was first asked. */
    heard?: { analyser: AnalyserNode; tracks: Set<MediaStreamTrack>; context: AudioContext };
  }
}

/** The level of that frequency, in dB below full scale; -Infinity for silence. */
export function heardTone(page: Page, hertz: number): Promise<number> {
  return page.evaluate(async (frequency) => {
    if (window.heard === undefined) {
      const context = new AudioContext();
      const analyser = new AnalyserNode(context, { fftSize: 8_192, smoothingTimeConstant: 0 });
      window.heard = { context, analyser, tracks: new Set() };
    }
    const { context, analyser, tracks } = window.heard;
    await context.resume();
    for (const connection of window.connections) {
      if (connection.connectionState === 'closed') continue;
      for (const { track } of connection.getReceivers()) {
        if (track.kind !== 'audio' || tracks.has(track)) continue;
        tracks.add(track);
        context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      }
    }
    const levels = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(levels);
    const bin = Math.round((frequency * analyser.fftSize) / context.sampleRate);
    return Math.max(...levels.subarray(bin - 1, bin + 2));
  }, hertz);
}
