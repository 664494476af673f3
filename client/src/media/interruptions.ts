// Reopens the microphone when the system has silenced it: on iOS after a phone call or a locked screen.
import type { LocalMediaStore } from './localMediaStore.ts';

/** If the system restores the microphone by itself, it does so before this. */
const GIVE_BACK_MS = 1_500;

interface Page extends EventTarget {
  visibilityState: DocumentVisibilityState;
}

/**
 * A track that the system has muted (`muted`, not `enabled`: W3C Media Capture §4.3.1) is still live and
 * sends silence. One attempt each time that it is silenced or the page becomes visible.
 */
export function watchInterruptions(
  store: LocalMediaStore,
  retake: () => void,
  page: Page = document,
): () => void {
  let watched: MediaStreamTrack | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = () => {
    if (page.visibilityState === 'visible' && watched?.muted && watched.readyState === 'live')
      retake();
  };
  const lookSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, GIVE_BACK_MS);
  };
  const follow = () => {
    const { microphone } = store.getState();
    const track = 'mediaTrack' in microphone ? microphone.mediaTrack : undefined;
    if (track === watched) return;
    watched?.removeEventListener('mute', lookSoon);
    watched = track;
    watched?.addEventListener('mute', lookSoon);
  };
  const unsubscribe = store.subscribe(follow);
  page.addEventListener('visibilitychange', lookSoon);
  follow();

  return () => {
    clearTimeout(timer);
    unsubscribe();
    watched?.removeEventListener('mute', lookSoon);
    page.removeEventListener('visibilitychange', lookSoon);
  };
}
