// Measures how loud samples are: RMS, and dB below overload (dBov, RFC 6464).
const MAX_SAMPLE = 32_767;
/** The lowest level of RFC 6464, with its sign left out. */
const SILENCE_DBOV = 127;
/** Quieter than any speech. */
const QUIET_RMS = 180;
/** The voice activity bit (RFC 6464 §3). */
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

/** 0 at overload, 127 for silence: the sign is left out. */
export function dbovOf(samples: Int16Array): number {
  const rms = rmsOf(samples);
  if (rms === 0) return SILENCE_DBOV;
  return Math.min(SILENCE_DBOV, Math.max(0, Math.round(-20 * Math.log10(rms / MAX_SAMPLE))));
}

/** The byte of the header extension. */
export function levelByte(dbov: number): number {
  return (dbov < VOICE_DBOV ? VOICE : 0) | dbov;
}
