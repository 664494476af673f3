// Makes somebody's audio louder than it arrives, which an audio element cannot do by itself.
export interface Amplified {
  /** @param volume a factor: 1 is as it arrives. */
  setVolume(volume: number): void;
  /** To be called from a click, as the autoplay policy requires. */
  start(): void;
  stop(): void;
}

/** One for all: browsers allow only a few. */
let context: AudioContext | undefined;

/**
 * @param onStream gets the amplified stream, to be played in place of the track; undefined when it has fallen silent
 *   because the browser has stopped audio processing, as iOS does during a telephone call.
 */
export function amplify(
  track: MediaStreamTrack,
  onStream: (stream: MediaStream | undefined) => void,
): Amplified {
  context ??= new AudioContext();
  const running = context;
  const stream = new MediaStream([track]);
  const source = running.createMediaStreamSource(stream);
  const gain = running.createGain();
  const destination = running.createMediaStreamDestination();
  source.connect(gain).connect(destination);
  // Chromium decodes a received track only while an element plays it.
  const decoding = new Audio();
  decoding.muted = true;
  decoding.srcObject = stream;
  decoding.play().catch(() => undefined);

  let isUsed = false;
  const look = () => {
    const isRunning = running.state === 'running';
    if (isRunning === isUsed) return;
    isUsed = isRunning;
    onStream(isRunning ? destination.stream : undefined);
  };
  running.addEventListener('statechange', look);

  return {
    setVolume(volume) {
      gain.gain.value = volume;
    },
    start() {
      running.resume().catch(() => undefined);
      look();
    },
    stop() {
      running.removeEventListener('statechange', look);
      source.disconnect();
      gain.disconnect();
      decoding.srcObject = null;
    },
  };
}
