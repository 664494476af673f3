// The baseline's layout, in the sizes of our page: all equal, or one large and the others in a row beside it.
import { fitTiles } from '../../../client/src/parts/stage/fitTiles.ts';
import { AREA, GAP, MANY } from '../../load/laptopView.ts';

const grid = document.querySelector('main');

export function addPicture(id: string): HTMLVideoElement {
  const video = document.createElement('video');
  video.id = id;
  video.muted = true;
  video.autoplay = true;
  video.playsInline = true;
  grid?.append(video);
  fit();
  return video;
}

/** Skips one that does not exist. */
export function removePicture(id: string): void {
  document.getElementById(id)?.remove();
  fit();
}

function fit(): void {
  const count = grid?.children.length ?? 0;
  grid?.classList.toggle('has-large', count > MANY);
  const { width, height } = fitTiles(Math.max(count, 1), AREA, GAP);
  grid?.style.setProperty('--width', `${width}px`);
  grid?.style.setProperty('--height', `${height}px`);
}
