// The baseline's layout, in the sizes of our page: all equal, and no more than our page shows.
import { tilesOnLaptop } from '../../load/laptopView.ts';

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
  const videos = [...(grid?.children ?? [])] as HTMLElement[];
  const tiles = tilesOnLaptop(videos.length);
  for (const [index, video] of videos.entries()) {
    const tile = tiles[index];
    video.hidden = tile === undefined;
    if (tile)
      video.style.cssText = `left:${tile.left}px;top:${tile.top}px;width:${tile.width}px;height:${tile.height}px`;
  }
}
