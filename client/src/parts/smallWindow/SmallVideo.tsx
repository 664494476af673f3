// One video in the small window: received as large as it is shown there, also while the page is hidden.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoSource } from '@distansmote/shared/signalling/shapes.ts';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { VideoTiles } from '../../session/videoTiles.ts';

interface SmallVideoProps {
  track: MediaStreamTrack;
  tiles: VideoTiles;
  id: ParticipantId;
  source: VideoSource;
  /** The window that it is in. */
  place: Window;
}

export function SmallVideo({ track, tiles, id, source, place }: SmallVideoProps) {
  const element = useRef<HTMLVideoElement>(null);

  useLayoutEffect(() => {
    const video = element.current;
    if (video === null) return undefined;
    video.srcObject = new MediaStream([track]);
    // Muted video may always play; a rejection only means that the window was closed meanwhile.
    video.play().catch(() => undefined);
    return () => (video.srcObject = null);
  }, [track]);

  useLayoutEffect(() => {
    let remove: () => void = () => undefined;
    const measure = () => {
      remove();
      remove = tiles.add({
        element: undefined,
        apartPx: place.innerHeight,
        participantId: id,
        source,
      });
    };
    measure();
    place.addEventListener('resize', measure);
    return () => {
      place.removeEventListener('resize', measure);
      remove();
    };
  }, [tiles, id, source, place]);

  return (
    <div class="video-place">
      <video
        ref={element}
        data-source={source}
        muted
        playsInline
        disablePictureInPicture
        aria-hidden="true"
        tabIndex={-1}
      />
    </div>
  );
}
