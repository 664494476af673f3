// Plays one remote sound track on a hidden element of its own.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RemoteSound } from './remoteSound.ts';

interface RemoteAudioProps {
  sound: RemoteSound;
  track: MediaStreamTrack;
}

export function RemoteAudio({ sound, track }: RemoteAudioProps) {
  const audio = useRef<HTMLAudioElement>(null);
  useLayoutEffect(
    () => (audio.current ? sound.attach(audio.current, track) : undefined),
    [sound, track],
  );
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- live speech has no captions to load
  return <audio ref={audio} autoplay />;
}
