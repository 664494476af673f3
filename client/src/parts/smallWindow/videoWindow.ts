// A small window with one video in it, where the browser has no other (Safari, Android): it follows who is shown.
import { smallWindowTexts } from '../../language/texts/smallWindow.ts';
import { roleWords } from '../../language/roleWords.ts';
import type { RemoteParticipant } from '../../session/meetingStore.ts';
import { isPictureShown } from '../../session/isPictureShown.ts';
import type { StageItem } from '../../session/layout.ts';
import { namesOf } from '../../session/namesOf.ts';
import { drawCard } from './drawCard.ts';
import type { SmallWindowOptions } from './pageWindow.tsx';

/** The browser does not tell how high the window is; a medium picture is enough for any. */
const HEIGHT_PX = 300;
/** A press counts for five seconds. */
const WAIT_MS = 3_000;

/** @returns a function that closes it. Rejects where the browser does not allow it. */
export async function openVideoWindow(options: SmallWindowOptions): Promise<() => void> {
  const { session, featured, onClosed } = options;
  const { meeting, remoteVideo } = session;
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  let shown: MediaStreamTrack | string | undefined;
  let removeTile: (() => void) | undefined;

  /** Somebody without a picture is shown by name: the last picture would stand there as if they sat still. */
  function pictureOf(item: StageItem | undefined): MediaStreamTrack | string {
    if (item === undefined) return smallWindowTexts.get().alone;
    const { participant, source } = item;
    const track = participant.tracks[source];
    const { remoteVideo: wanted } = meeting.getState();
    const isReceived = isPictureShown(wanted, participant, source) && !track?.isPaused;
    return (isReceived && track?.mediaTrack) || whoIs(participant);
  }

  function show(): void {
    const { item } = featured.store.getState();
    const picture = pictureOf(item);
    if (picture === shown) return;
    shown = picture;
    removeTile?.();
    removeTile = undefined;
    if (typeof picture === 'string') video.srcObject = drawCard(picture);
    else {
      video.srcObject = new MediaStream([picture]);
      if (item)
        removeTile = remoteVideo.tiles.add({
          element: undefined,
          apartPx: HEIGHT_PX,
          participantId: item.participant.id,
          source: item.source,
        });
    }
    video.play().catch(() => undefined);
  }

  const unsubscribe = featured.store.subscribe(show);
  function stop(): void {
    unsubscribe();
    removeTile?.();
    video.srcObject = null;
    onClosed();
  }

  show();
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

function whoIs(participant: RemoteParticipant): string {
  const names = namesOf(participant);
  return participant.role === undefined ? names : `${names}, ${roleWords(participant.role)}`;
}

/** Only a video of a known size can be shown. */
function hasSize(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve, reject) => {
    if (video.readyState >= HTMLMediaElement.HAVE_METADATA) return resolve();
    video.addEventListener('loadedmetadata', () => resolve());
    return setTimeout(() => reject(new Error('there is no picture')), WAIT_MS);
  });
}
