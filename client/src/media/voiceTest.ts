// Records a few seconds of the person's voice and plays them back; nothing is kept.
import { createStore } from 'zustand/vanilla';
import type { Loudspeaker } from './loudspeaker.ts';
import { playSound } from './playSound.ts';

export const VOICE_TEST_MS = 4_000;
/** A microphone that is switched off stays below this; the weakest voice is above it. */
const AUDIBLE_PEAK = 0.004;

export interface VoiceTestState {
  /** `silent`: the microphone recorded nothing. */
  phase: 'idle' | 'recording' | 'playing' | 'played' | 'silent' | 'failed';
}

export function createVoiceTest(loudspeaker: Loudspeaker) {
  const store = createStore<VoiceTestState>()(() => ({ phase: 'idle' }));
  let running: AbortController | undefined;

  /** Also with a muted microphone, since the recording stays here. */
  async function start(microphone: MediaStreamTrack): Promise<void> {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const move = (phase: VoiceTestState['phase']) => {
      if (!signal.aborted) store.setState({ phase });
    };
    move('recording');
    try {
      const recording = await record(microphone, signal);
      if (!(await isAudible(recording))) return move('silent');
      move('playing');
      await playSound(recording, loudspeaker, signal);
      move('played');
    } catch {
      move('failed');
    }
  }

  return {
    store,
    start,
    stop(): void {
      running?.abort();
      store.setState({ phase: 'idle' });
    },
  };
}

export const isRecordingPossible = () => 'MediaRecorder' in globalThis;

async function record(microphone: MediaStreamTrack, signal: AbortSignal): Promise<Blob> {
  // A copy of the track, so that it records even while the original is muted.
  const mediaTrack = microphone.clone();
  mediaTrack.enabled = true;
  try {
    const recorder = new MediaRecorder(new MediaStream([mediaTrack]));
    const parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    await new Promise((resolve, reject) => {
      recorder.addEventListener('stop', resolve);
      recorder.addEventListener('error', reject);
      signal.addEventListener('abort', reject);
      recorder.start();
      setTimeout(() => {
        if (recorder.state === 'recording') recorder.stop();
      }, VOICE_TEST_MS);
    });
    return new Blob(parts, { type: recorder.mimeType });
  } finally {
    mediaTrack.stop();
  }
}

async function isAudible(recording: Blob): Promise<boolean> {
  try {
    const context = new OfflineAudioContext(1, 1, 48_000);
    const sound = await context.decodeAudioData(await recording.arrayBuffer());
    return sound.getChannelData(0).some((sample) => Math.abs(sample) > AUDIBLE_PEAK);
  } catch {
    // A format that cannot be decoded: listening will tell.
    return true;
  }
}
