// Notices speech while the microphone is muted, from a copy of its track that never leaves this page.
import { useEffect, useState } from 'preact/hooks';
import type { LocalMediaStore } from '../../media/localMediaStore.ts';
import { watchSoundLevel } from './soundLevel.ts';
import { useStore } from '../useStore.ts';

/** As loud as speech at arm's length for this long; a cough or a door is shorter. */
const SPEECH_LEVEL = 0.5;
const SPEECH_MS = 500;
const SAID_FOR_MS = 6_000;

export function useMutedSpeech(localMedia: LocalMediaStore): boolean {
  const muted = useStore(localMedia, ({ microphone }) =>
    microphone.type === 'muted' ? microphone.mediaTrack : undefined,
  );
  const [isSpeaking, setIsSpeaking] = useState(false);

  useEffect(() => {
    setIsSpeaking(false);
    if (muted === undefined) return undefined;
    const copy = muted.clone();
    copy.enabled = true;
    let loudSince: number | undefined;
    let silence: ReturnType<typeof setTimeout> | undefined;
    const stop = watchSoundLevel(copy, (level) => {
      const now = performance.now();
      if (level < SPEECH_LEVEL) {
        loudSince = undefined;
        return;
      }
      loudSince ??= now;
      if (now - loudSince < SPEECH_MS) return;
      setIsSpeaking(true);
      clearTimeout(silence);
      silence = setTimeout(() => setIsSpeaking(false), SAID_FOR_MS);
    });
    return () => {
      stop();
      clearTimeout(silence);
      copy.stop();
    };
  }, [muted]);

  return isSpeaking;
}
