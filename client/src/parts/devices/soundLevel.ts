// Measures the level of a microphone track many times a second.
const QUIETEST_DB = -60;
const LOUDEST_DB = -10;

/** Calls `onLevel` with 0 (silence) to 1 (loud speech). @returns a function that stops it. */
export function watchSoundLevel(
  track: MediaStreamTrack,
  onLevel: (level: number) => void,
): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);

  // Safari starts an AudioContext only after a gesture.
  const resume = () => void context.resume();
  document.addEventListener('pointerdown', resume);
  document.addEventListener('keydown', resume);

  let frame = 0;
  const measure = () => {
    analyser.getFloatTimeDomainData(samples);
    let sum = 0;
    for (const sample of samples) sum += sample * sample;
    const db = 10 * Math.log10(sum / samples.length + 1e-12);
    onLevel(Math.min(1, Math.max(0, (db - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB))));
    frame = requestAnimationFrame(measure);
  };
  measure();

  return () => {
    cancelAnimationFrame(frame);
    document.removeEventListener('pointerdown', resume);
    document.removeEventListener('keydown', resume);
    void context.close();
  };
}
