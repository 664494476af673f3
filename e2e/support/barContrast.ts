// How well bars of three pixels, black and white, can be told apart in a video.
import type { Locator } from '@playwright/test';

/** Contrast between neighbouring pixels, 0 to 255: blurred bars would be grey. */
export function barContrast(screen: Locator): Promise<number> {
  return screen.evaluate((video: HTMLVideoElement) => {
    if (video.videoWidth === 0) return 0;
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = 1;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context?.drawImage(video, 0, -Math.floor(video.videoHeight / 2));
    const row = context?.getImageData(0, 0, canvas.width, 1).data ?? new Uint8ClampedArray();
    let sum = 0;
    let count = 0;
    for (let x = 200; x < canvas.width - 200; x += 1) {
      const window = [0, 1, 2, 3, 4, 5].map((ahead) => row[4 * (x + ahead)] ?? 0);
      sum += Math.max(...window) - Math.min(...window);
      count += 1;
    }
    return count === 0 ? 0 : sum / count;
  });
}
