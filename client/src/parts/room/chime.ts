// Soft chimes for arrivals and departures: two generated notes, rising or falling.

const GAIN = 0.06;
const NOTE_SECONDS = 0.16;
/** Hertz. */
const NOTES = { joined: [523, 784], left: [659, 440] } as const;

let context: AudioContext | undefined;

/** Silent if the browser's autoplay policy blocks it. */
export function chime(what: keyof typeof NOTES): void {
  context ??= new AudioContext();
  const audio = context;
  void audio.resume().catch(() => undefined);
  if (audio.state !== 'running') return;
  NOTES[what].forEach((frequency, index) => {
    const at = audio.currentTime + index * NOTE_SECONDS;
    const note = audio.createOscillator();
    const volume = audio.createGain();
    note.frequency.value = frequency;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(GAIN, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 2 * NOTE_SECONDS);
    note.connect(volume).connect(audio.destination);
    note.start(at);
    note.stop(at + 2 * NOTE_SECONDS);
  });
}
