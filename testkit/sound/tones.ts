// Makes tones and measures them: in telephone audio of 8,000 samples a second, unless said otherwise.

const RATE = 8_000;

/** The amplitude of that frequency (Goertzel's algorithm), in the samples' own unit. */
export function toneIn(samples: Int16Array | Float32Array, hertz: number, rate = RATE): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let [before, last] = [0, 0];
  for (const sample of samples) [before, last] = [last, sample + turn * last - before];
  const power = last * last + before * before - turn * last * before;
  return (2 * Math.sqrt(Math.max(0, power))) / Math.max(1, samples.length);
}

/** The level of that frequency, in dB below full scale. @param samples from -1 to 1. */
export function loudnessOf(samples: Float32Array, hertz: number, rate = RATE): number {
  return 20 * Math.log10(Math.max(1e-6, toneIn(samples, hertz, rate)));
}

export function tone(hertz: number, count: number, loudness = 6_000, rate = RATE): Int16Array {
  return Int16Array.from({ length: count }, (_, at) =>
    Math.round(loudness * Math.sin((2 * Math.PI * hertz * at) / rate)),
  );
}
