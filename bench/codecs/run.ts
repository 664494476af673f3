// Measures what it costs each browser to send a 720p camera in layers, by codec: `npm run bench:codecs`.
import { parseArgs } from 'node:util';
import { type BrowserName, launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import { median } from '../join/statistics.ts';
import { type CodecWay, type Encoded, encodeInPage } from './encodeInPage.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '6' },
    browsers: { type: 'string', default: 'chromium,firefox' },
  },
});

/** As in `client/src/media/layers.ts`. */
const simulcast = (scalabilityMode?: string): RTCRtpEncodingParameters[] =>
  [150_000, 500_000, 1_500_000].map((maxBitrate, index) => ({
    rid: `r${index}`,
    maxBitrate,
    scaleResolutionDownBy: 2 ** (2 - index),
    ...(scalabilityMode !== undefined && { scalabilityMode }),
  }));
/** The bitrate of all layers together, as much as the three simulcast layers use. */
const layered = (scalabilityMode: string): RTCRtpEncodingParameters[] => [
  { maxBitrate: 2_150_000, scalabilityMode } as RTCRtpEncodingParameters,
];

const ways: CodecWay[] = [
  { name: 'VP8, one size', mimeType: 'video/VP8', encodings: [{ maxBitrate: 1_500_000 }] },
  { name: 'VP8, simulcast of three', mimeType: 'video/VP8', encodings: simulcast('L1T3') },
  { name: 'VP9, simulcast of three', mimeType: 'video/VP9', encodings: simulcast('L1T3') },
  { name: 'VP9, SVC L3T3_KEY', mimeType: 'video/VP9', encodings: layered('L3T3_KEY') },
  { name: 'AV1, simulcast of three', mimeType: 'video/AV1', encodings: simulcast('L1T3') },
  { name: 'AV1, SVC L3T3_KEY', mimeType: 'video/AV1', encodings: layered('L3T3_KEY') },
];

for (const name of options.browsers.split(',') as BrowserName[]) {
  const browser = await launchBrowser(name);
  const found = new Map<CodecWay, Encoded[]>(ways.map((way) => [way, []]));
  for (let round = 0; round < Number(options.rounds); round += 1) {
    for (const [way, all] of found) {
      const page = await browser.newPage();
      // In Firefox, ICE does not start on a page without an origin.
      await page.goto('data:text/html,<title>codecs</title>');
      const encoded = await page
        .evaluate(encodeInPage, { way, seconds: Number(options.seconds) })
        .catch((error: unknown) => {
          console.error(`${name} ${way.name}: ${String(error)}`);
          return undefined;
        });
      if (encoded) all.push(encoded);
      await page.close();
    }
  }
  console.log(`\n${name} ${browser.version()}`);
  console.table(
    [...found].map(([way, all]) => {
      const of = (read: (one: Encoded) => number) => Number(median(all.map(read)).toFixed(1));
      return {
        codec: way.name,
        'encoding, ms a picture': of(({ encodeMs }) => encodeMs),
        'pictures/s': of(({ framesPerSecond }) => framesPerSecond),
        'kbit/s': of(({ kilobitsPerSecond }) => kilobitsPerSecond),
        'layers sent': all.at(-1)?.layers ?? 'not possible',
        encoder: all.at(-1)?.encoder ?? '',
      };
    }),
  );
  await browser.close();
}
