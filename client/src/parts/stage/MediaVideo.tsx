// Shows one video track.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { placeVideo, putAsideVideo } from '../../media/waitingVideos.ts';

interface MediaVideoProps {
  track: MediaStreamTrack;
  source: 'camera' | 'screen';
  isMirrored?: boolean;
  /** Called when there is something to see. */
  onPicture?: () => void;
}

export function MediaVideo({ track, source, isMirrored = false, onPicture }: MediaVideoProps) {
  const place = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (!place.current) return undefined;
    const video = placeVideo(track, place.current);
    video.dataset['source'] = source;
    const look = () => onPicture?.();
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) look();
    video.addEventListener('loadeddata', look);
    return () => {
      video.removeEventListener('loadeddata', look);
      putAsideVideo(track, video);
    };
  }, [track, source]);

  return <div ref={place} class={isMirrored ? 'video-place is-mirrored' : 'video-place'} />;
}
