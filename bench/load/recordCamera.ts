// Records a camera as real VP8 in a browser, for loads that browsers watch, which cannot decode noise.
import { writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import type { CameraSettings } from './camera.ts';
import { encodePicture } from './encodePicture.ts';
import type { EncodedFrame } from './recordedLayer.ts';

/** After that it starts over, with a key frame. */
const SECONDS = 10;

/** Writes the input of `RecordedLayer`: the frames of each configured layer. */
export async function recordCamera(
  browser: Browser,
  { framesPerSecond, layers }: CameraSettings,
  file: string,
): Promise<void> {
  const page = await browser.newPage();
  // A page in a secure context, which WebCodecs require; no server is contacted.
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
