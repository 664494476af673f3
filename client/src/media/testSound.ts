// Three soft notes, by which one hears whether the loudspeaker works: reckoned, so that nothing is downloaded.

/** C, E and G, one after the other. */
const NOTES_HZ = [523.25, 659.25, 783.99];
const BETWEEN_NOTES_S = 0.28;
const LASTS_S = 2;
/** Of one note; three together stay below 1. */
const LOUDNESS = 0.25;
const SAMPLE_RATE = 48_000;

/**
 * As a file and not by Web Audio: only Chromium lets that choose its loudspeaker, and what the others
 * say comes by the way of an audio element too.
 */
export function testSound(): Blob {
  const samples = Int16Array.from({ length: SAMPLE_RATE * LASTS_S }, (_, index) => {
    const seconds = index / SAMPLE_RATE;
    const loudness = NOTES_HZ.map((hz, note) => sampleOf(hz, seconds - note * BETWEEN_NOTES_S));
    return Math.round(0x7fff * loudness.reduce((sum, one) => sum + one, 0));
  });
  return new Blob([...wavHeader(samples.byteLength), samples], { type: 'audio/wav' });
}

/** Struck softly, then fading as a bell does; sudden beginnings and ends would click. */
function sampleOf(hz: number, seconds: number): number {
  if (seconds < 0) return 0;
  const rise = Math.min(1, seconds / 0.03);
  return LOUDNESS * rise * Math.exp(-4 * seconds) * Math.sin(2 * Math.PI * hz * seconds);
}

/** RIFF WAVE: PCM, one channel, 16 bits; all machines that browsers run on are little-endian, as it is. */
function wavHeader(dataBytes: number): BlobPart[] {
  return [
    'RIFF',
    Uint32Array.of(36 + dataBytes),
    'WAVEfmt ',
    Uint32Array.of(16),
    Uint16Array.of(1, 1),
    Uint32Array.of(SAMPLE_RATE, 2 * SAMPLE_RATE),
    Uint16Array.of(2, 16),
    'data',
    Uint32Array.of(dataBytes),
  ];
}
