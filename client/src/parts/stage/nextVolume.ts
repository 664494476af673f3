// How loud somebody can be heard, as a factor.

/** In steps of about 3 dB, more where it is quiet. */
const VOLUMES = [0.1, 0.2, 0.4, 0.7, 1, 1.4, 2, 3];

/** @param step 1 for louder, -1 for quieter. */
export const nextVolume = (volume: number, step: 1 | -1): number =>
  VOLUMES[VOLUMES.indexOf(volume) + step] ?? volume;
