// Records a camera's pictures as real VP8, by a browser: for a load that browsers look at, who could not decode noise.
import { writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import type { CameraSettings } from './camera.ts';
import { encodePicture } from './encodePicture.ts';
import type { EncodedFrame } from './recordedLayer.ts';

/** It begins anew after that, with a key frame. */
const SECONDS = 10;

/** Writes what `RecordedLayer` reads: the frames of each of the settings' layers. */
export async function recordCamera(
  browser: Browser,
  { framesPerSecond, layers }: CameraSettings,
  file: string,
): Promise<void> {
  const page = await browser.newPage();
  // A page of a secure context, which WebCodecs want; nothing is asked of any server.
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto('http://localhost/');
  const recorded: EncodedFrame[][] = [];
  for (const { width, height, bitsPerSecond } of layers) {
    const count = SECONDS * framesPerSecond;
    const settings = { width, height, bitsPerSecond, framesPerSecond, count };
    recorded.push(await page.evaluate(encodePicture, settings));
  }
  await page.close();
  writeFileSync(file, JSON.stringify(recorded));
}
