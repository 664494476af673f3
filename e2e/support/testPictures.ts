// A page sends the test pattern in place of its camera, and a test reads the pixels of what a page shows.
import type { Locator, Page } from '@playwright/test';
import { Picture } from '@distansmote/testkit/picture/picture.ts';
import { paintingOf, type Quarters } from '@distansmote/testkit/picture/testPattern.ts';

const FRAMES_PER_SECOND = 25;

/** Call it before the page is opened. Microphones stay what they are. */
export async function sendPattern(page: Page, quarters: Quarters): Promise<void> {
  const painting = { ...paintingOf(quarters), framesPerSecond: FRAMES_PER_SECOND };
  await page.addInitScript(paintCamera, painting);
}

/** What the video element shows now, made smaller; a black point before its first frame. */
export async function pictureIn(video: Locator): Promise<Picture> {
  const url = await video.evaluate((element: HTMLVideoElement) => {
    const { videoWidth, videoHeight } = element;
    if (videoWidth === 0) return undefined;
    const canvas = document.createElement('canvas');
    canvas.width = 320;
    canvas.height = Math.round((320 * videoHeight) / videoWidth);
    canvas.getContext('2d')?.drawImage(element, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/png');
  });
  if (url === undefined) return new Picture(1, 1, new Uint8Array(4));
  return Picture.parse(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
}

type Painting = ReturnType<typeof paintingOf> & { framesPerSecond: number };

/** Runs in the page before its own scripts. */
function paintCamera({ rectangles, unitMs, numbers, framesPerSecond }: Painting): void {
  // Also runs in about:blank, which has none.
  if (!('mediaDevices' in navigator)) return;
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    for (const track of stream.getVideoTracks()) {
      stream.removeTrack(track);
      stream.addTrack(painted(track));
    }
    return stream;
  };

  /** In place of a camera, which stays open until the painting stops. */
  function painted(camera: MediaStreamTrack): MediaStreamTrack {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1280, 720];
    const context = canvas.getContext('2d');
    const draw = () => {
      const frame = Math.floor(Date.now() / unitMs) % numbers;
      for (const { x, y, width, height, style, ifBit } of rectangles) {
        if (context === null) return;
        if (ifBit !== undefined && Math.floor(frame / 2 ** ifBit) % 2 === 0) continue;
        context.fillStyle = style;
        context.fillRect(x * 1280, y * 720, width * 1280, height * 720);
      }
    };
    draw();
    const timer = setInterval(draw, 1_000 / framesPerSecond);
    const [track] = canvas.captureStream(framesPerSecond).getVideoTracks();
    if (track === undefined) throw new Error('a canvas gives no track');
    // The page knows its devices by what their tracks say.
    Object.defineProperty(track, 'label', { value: camera.label });
    track.getSettings = () => ({ ...camera.getSettings(), width: 1280, height: 720 });
    const stop = track.stop.bind(track);
    track.stop = () => {
      clearInterval(timer);
      camera.stop();
      stop();
    };
    return track;
  }
}
