// Video elements that play a track before there is a place for them, so that its first frame is not lost.

/** Weak: an element that nobody came for goes with its track. */
const waiting = new WeakMap<MediaStreamTrack, HTMLVideoElement>();

/** Begins to play the track aside; a track without frames yet costs nothing. */
export function prepareVideo(track: MediaStreamTrack): void {
  waiting.set(track, play(track));
}

/** The element that waits for this track, else a new one; the caller puts it into the page. */
export function takeVideo(track: MediaStreamTrack): HTMLVideoElement {
  const video = waiting.get(track) ?? play(track);
  waiting.delete(track);
  return video;
}

/** Always without sound, which has its own element (parts/RemoteAudio). */
function play(track: MediaStreamTrack): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.autoplay = true;
  video.playsInline = true;
  video.disablePictureInPicture = true;
  video.setAttribute('aria-hidden', 'true');
  video.srcObject = new MediaStream([track]);
  // Muted video may always play; a refusal here only means that the element went away meanwhile.
  video.play().catch(() => undefined);
  return video;
}
