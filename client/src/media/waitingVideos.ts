// Video elements that play a track while no tile shows it: before its tile is rendered, so that
// the first frame is not lost, and between two tiles, so that nothing is set up twice.

/** Weak: an element that no tile takes is collected with its track. */
const waiting = new WeakMap<MediaStreamTrack, HTMLVideoElement>();

/** Starts to play the track off-page; a track without frames costs nothing. */
export function prepareVideo(track: MediaStreamTrack): void {
  waiting.set(track, play(track));
}

/** Inserts the element that waits for this track, or a new one, into the page. */
export function placeVideo(track: MediaStreamTrack, place: HTMLElement): HTMLVideoElement {
  const video = waiting.get(track) ?? play(track);
  waiting.delete(track);
  place.append(video);
  // It was paused when it was removed from the page.
  start(video);
  return video;
}

/** Removes the element from the page; another tile of the same track may take it. */
export function putAsideVideo(track: MediaStreamTrack, video: HTMLVideoElement): void {
  video.remove();
  if (track.readyState === 'live') waiting.set(track, video);
  else video.srcObject = null;
}

/** Always muted; audio has its own element (parts/room/RemoteAudio). */
function play(track: MediaStreamTrack): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.autoplay = true;
  video.playsInline = true;
  video.disablePictureInPicture = true;
  video.setAttribute('aria-hidden', 'true');
  // In Firefox every video is focusable with the Tab key.
  video.tabIndex = -1;
  video.addEventListener('resize', () => {
    video.classList.toggle('is-upright', video.videoHeight > video.videoWidth);
  });
  video.srcObject = new MediaStream([track]);
  start(video);
  return video;
}

/** Muted video may always play; a rejection only means that the element was removed meanwhile. */
function start(video: HTMLVideoElement): void {
  video.play().catch(() => undefined);
}
