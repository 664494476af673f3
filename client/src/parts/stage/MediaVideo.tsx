// Shows one video track.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { placeVideo, putAsideVideo } from '../../media/waitingVideos.ts';

interface MediaVideoProps {
  track: MediaStreamTrack;
  source: 'camera' | 'screen';
  isMirrored?: boolean;
}

export function MediaVideo({ track, source, isMirrored = false }: MediaVideoProps) {
  const place = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (!place.current) return undefined;
    const video = placeVideo(track, place.current);
    video.dataset['source'] = source;
    return () => putAsideVideo(track, video);
  }, [track, source]);

  return <div ref={place} class={isMirrored ? 'video-place is-mirrored' : 'video-place'} />;
}
