// Proof that the page really plays a sound to its end, and that it is not silence.
import type { Page } from '@playwright/test';

interface PlayedSound {
  /** The loudest sample; 1 is full scale. */
  peak: number;
  seconds: number;
}

declare global {
  interface Window {
    /** Sounds that the page generated and has played to their end. */
    played: PlayedSound[];
  }
}

/** Runs in the page before its own scripts. */
export function recordPlayedSounds(): void {
  window.played = [];
  const blobs = new Map<string, Blob>();
  const createObjectURL = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob: Blob) => {
    const url = createObjectURL(blob);
    blobs.set(url, blob);
    return url;
  };
  const play = HTMLAudioElement.prototype.play;
  HTMLAudioElement.prototype.play = function playRecorded(this: HTMLAudioElement) {
    const blob = blobs.get(this.src);
    const end = async () => {
      if (blob === undefined) return;
      // Without a running AudioContext: Firefox starts none on a machine without an audio output.
      const context = new OfflineAudioContext(1, 1, 48_000);
      const sound = await context.decodeAudioData(await blob.arrayBuffer());
      const peak = sound.getChannelData(0).reduce((a, b) => Math.max(a, Math.abs(b)), 0);
      window.played.push({ peak, seconds: this.currentTime });
    };
    this.addEventListener('ended', () => void end());
    // With a listener attached, Firefox also plays on a machine without an audio output.
    (this as { mozCaptureStream?: () => MediaStream }).mozCaptureStream?.();
    return play.call(this);
  };
}

export const playedSounds = (page: Page): Promise<PlayedSound[]> =>
  page.evaluate(() => window.played);
