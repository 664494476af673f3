// A track's actual settings; they change without an event, as when a phone is rotated.
import { useEffect, useState } from 'preact/hooks';

const LOOK_AGAIN_MS = 500;

export function useTrackSettings(track: MediaStreamTrack | undefined): MediaTrackSettings {
  const [, lookAgain] = useState('');
  useEffect(() => {
    if (!track) return undefined;
    const timer = setInterval(() => lookAgain(JSON.stringify(track.getSettings())), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [track]);
  return track?.getSettings() ?? {};
}
