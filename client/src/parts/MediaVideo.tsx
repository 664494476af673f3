// Shows one video track.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { takeVideo } from '../media/waitingVideos.ts';

interface MediaVideoProps {
  track: MediaStreamTrack;
  source: 'camera';
  isMirrored?: boolean;
}

export function MediaVideo({ track, source, isMirrored = false }: MediaVideoProps) {
  const place = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const video = takeVideo(track);
    video.dataset['source'] = source;
    place.current?.append(video);
    return () => {
      video.srcObject = null;
      video.remove();
    };
  }, [track, source]);

  return <div ref={place} class={isMirrored ? 'video-place is-mirrored' : 'video-place'} />;
}
