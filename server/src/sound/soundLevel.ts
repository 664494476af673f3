// How loud sound is, in dB under the loudest there can be (dBov, RFC 6464).
const LOUDEST = 32_767;
/** The largest number that RFC 6464 has: silence. */
const SILENCE_DBOV = 127;
/** No speech is so quiet. */
const QUIET_RMS = 180;
/** There is a voice in it (RFC 6464 §3). */
const VOICE = 0x80;
const VOICE_DBOV = 50;

export function rmsOf(samples: Int16Array): number {
  let sum = 0;
  for (let at = 0; at < samples.length; at += 1) sum += (samples[at] ?? 0) ** 2;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}

export function isQuiet(samples: Int16Array): boolean {
  return rmsOf(samples) < QUIET_RMS;
}

/** 0 for the loudest, 127 for silence. */
export function dbovOf(samples: Int16Array): number {
  const rms = rmsOf(samples);
  if (rms === 0) return SILENCE_DBOV;
  return Math.min(SILENCE_DBOV, Math.max(0, Math.round(-20 * Math.log10(rms / LOUDEST))));
}

/** As it stands in a header extension. */
export function levelByte(dbov: number): number {
  return (dbov < VOICE_DBOV ? VOICE : 0) | dbov;
}
