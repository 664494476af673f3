// For tests: how much of a tone there is in sound.

/** The amplitude of that frequency (Goertzel). */
export function toneIn(samples: Int16Array, hertz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / 8_000);
  let [before, last] = [0, 0];
  for (const sample of samples) [before, last] = [last, sample + turn * last - before];
  const power = last * last + before * before - turn * last * before;
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length;
}

export function tone(hertz: number, count: number, loudness = 6_000): Int16Array {
  return Int16Array.from({ length: count }, (_, at) =>
    Math.round(loudness * Math.sin((2 * Math.PI * hertz * at) / 8_000)),
  );
}
