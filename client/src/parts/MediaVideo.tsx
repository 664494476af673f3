// Shows one video track; always without sound, which has its own element (RemoteAudio).
import { useLayoutEffect, useRef } from 'preact/hooks';

interface MediaVideoProps {
  track: MediaStreamTrack;
  source: 'camera';
  isMirrored?: boolean;
}

export function MediaVideo({ track, source, isMirrored = false }: MediaVideoProps) {
  const video = useRef<HTMLVideoElement>(null);

  useLayoutEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    element.srcObject = new MediaStream([track]);
    // Muted video may always play; a refusal here only means that the element went away meanwhile.
    element.play().catch(() => undefined);
    return () => {
      element.srcObject = null;
    };
  }, [track]);

  return (
    <video
      ref={video}
      class={isMirrored ? 'is-mirrored' : ''}
      data-source={source}
      muted
      autoplay
      playsInline
      disablePictureInPicture
      aria-hidden="true"
    />
  );
}
