// Video elements that play a track while there is no place for them: before its tile is there, so that
// its first frame is not lost, and from one place to the next, so that nothing is set up twice.

/** Weak: an element that nobody came for goes with its track. */
const waiting = new WeakMap<MediaStreamTrack, HTMLVideoElement>();

/** Begins to play the track aside; a track without frames yet costs nothing. */
export function prepareVideo(track: MediaStreamTrack): void {
  waiting.set(track, play(track));
}

/** Puts the element that waits for this track, else a new one, into the page. */
export function placeVideo(track: MediaStreamTrack, place: HTMLElement): HTMLVideoElement {
  const video = waiting.get(track) ?? play(track);
  waiting.delete(track);
  place.append(video);
  // Taken out of the page, it was paused.
  start(video);
  return video;
}

/** Takes the element out of the page; another place of the same track will have it. */
export function putAsideVideo(track: MediaStreamTrack, video: HTMLVideoElement): void {
  video.remove();
  if (track.readyState === 'live') waiting.set(track, video);
  else video.srcObject = null;
}

/** Always without sound, which has its own element (parts/room/RemoteAudio). */
function play(track: MediaStreamTrack): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.autoplay = true;
  video.playsInline = true;
  video.disablePictureInPicture = true;
  video.setAttribute('aria-hidden', 'true');
  // In Firefox every video is a stop of the Tab key.
  video.tabIndex = -1;
  video.addEventListener('resize', () => {
    video.classList.toggle('is-upright', video.videoHeight > video.videoWidth);
  });
  video.srcObject = new MediaStream([track]);
  start(video);
  return video;
}

/** Muted video may always play; a refusal here only means that the element went away meanwhile. */
function start(video: HTMLVideoElement): void {
  video.play().catch(() => undefined);
}
