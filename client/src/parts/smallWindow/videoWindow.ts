// A small window with one video in it, where the browser has no other (Safari, Android): it follows who is shown.
import type { StageItem } from '../../session/layout.ts';
import type { SmallWindowOptions } from './pageWindow.tsx';

/** @returns a function that closes it. Rejects where nobody has a picture, and where the browser does not allow it. */
export async function openVideoWindow(options: SmallWindowOptions): Promise<() => void> {
  const { session, featured, onClosed } = options;
  const { tiles } = session.remoteVideo;
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  let removeTile: (() => void) | undefined;
  let shown: MediaStreamTrack | undefined;

  function show(item: StageItem | undefined): void {
    const track = item?.participant.tracks[item.source]?.mediaTrack;
    // Whoever has no picture leaves that of the one before.
    if (item === undefined || track === undefined || track === shown) return;
    shown = track;
    video.srcObject = new MediaStream([track]);
    video.play().catch(() => undefined);
    removeTile?.();
    const { id } = item.participant;
    removeTile = tiles.add({
      element: undefined,
      apartPx: HEIGHT_PX,
      participantId: id,
      source: item.source,
    });
  }

  const unsubscribe = featured.store.subscribe(({ item }) => show(item));
  function stop(): void {
    unsubscribe();
    removeTile?.();
    video.srcObject = null;
    onClosed();
  }

  show(featured.store.getState().item);
  try {
    await hasSize(video);
    await video.requestPictureInPicture();
  } catch (error) {
    stop();
    throw error;
  }
  video.addEventListener('leavepictureinpicture', stop);
  return () => void document.exitPictureInPicture().catch(() => undefined);
}

/** The browser does not tell how high the window is; a medium picture is enough for any. */
const HEIGHT_PX = 300;
/** A press counts for five seconds. */
const WAIT_MS = 3_000;

/** Only a video of a known size can be shown. */
function hasSize(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve, reject) => {
    if (video.readyState >= HTMLMediaElement.HAVE_METADATA) return resolve();
    video.addEventListener('loadedmetadata', () => resolve());
    return setTimeout(() => reject(new Error('there is no picture')), WAIT_MS);
  });
}
