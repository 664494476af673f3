// Three soft notes to test the loudspeaker with, generated so that nothing has to be downloaded.

/** C, E and G, one after the other. */
const NOTES_HZ = [523.25, 659.25, 783.99];
const BETWEEN_NOTES_S = 0.28;
const LASTS_S = 2;
/** The amplitude of one note; three together stay below 1. */
const LOUDNESS = 0.25;
const SAMPLE_RATE = 48_000;

/**
 * As a file and not with Web Audio, whose output device only Chromium can choose. The others' audio
 * is also played by audio elements.
 */
export function testSound(): Blob {
  const samples = Int16Array.from({ length: SAMPLE_RATE * LASTS_S }, (_, index) => {
    const seconds = index / SAMPLE_RATE;
    const loudness = NOTES_HZ.map((hz, note) => sampleOf(hz, seconds - note * BETWEEN_NOTES_S));
    return Math.round(0x7fff * loudness.reduce((sum, one) => sum + one, 0));
  });
  return new Blob([...wavHeader(samples.byteLength), samples], { type: 'audio/wav' });
}

/** A soft attack and a bell-like decay; abrupt edges would click. */
function sampleOf(hz: number, seconds: number): number {
  if (seconds < 0) return 0;
  const rise = Math.min(1, seconds / 0.03);
  return LOUDNESS * rise * Math.exp(-4 * seconds) * Math.sin(2 * Math.PI * hz * seconds);
}

/** RIFF WAVE: PCM, mono, 16 bits, little-endian, as are all machines that browsers run on. */
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
