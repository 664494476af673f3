// The same sound as PCM, as ffmpeg encodes it in G.722, and as ffmpeg decodes that again.
import { readFileSync } from 'node:fs';

const COUNT = 12_000;

/** What `sweepAndNoise` is to another implementation, by `ffmpeg -f s16le -ar 16000 -ac 1 -c:a g722`. */
export const referenceG722 = readFileSync(new URL('./g722/reference.g722', import.meta.url));
export const referenceDecoded = asSamples(
  readFileSync(new URL('./g722/reference.s16le', import.meta.url)),
);

/** Three quarters of a second at 16 kHz: a triangle sweeping up to 7 kHz, then noise up to full scale. In integers. */
export function sweepAndNoise(): Int16Array {
  let [phase, noise] = [0, 1];
  return Int16Array.from({ length: COUNT }, (_, at) => {
    phase = (phase + 100 + at * 4) % 65_536;
    noise = (Math.imul(noise, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    if (at < COUNT / 2) return (Math.abs(phase - 32_768) - 16_384) >> 1;
    return (((noise >> 15) - 32_768) * (at - COUNT / 2)) / (COUNT / 2);
  });
}

function asSamples(bytes: Buffer): Int16Array {
  return Int16Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readInt16LE(at * 2));
}
