// A drawn person as a camera: a film for Chromium's fake camera, or VP8 for people without browsers.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EncodedFrame } from '@distansmote/bench/load/recordedLayer.ts';
import type { CameraSettings } from '@distansmote/bench/load/camera.ts';
import type { Browser } from '@playwright/test';
import { LEANS, portraitOf } from './portraits.ts';

const FRAMES_PER_SECOND = 4;
const SIZE = { width: 960, height: 540 };
const BITS_PER_SECOND = 250_000;

/** Draws films into a folder, each person once. */
export class Films {
  readonly #painter: Browser;
  readonly #folder: string;
  readonly #cameras = new Map<number, Promise<CameraSettings>>();

  constructor(painter: Browser, folder: string) {
    this.#painter = painter;
    this.#folder = folder;
  }

  /** @returns the path of a video file for `--use-file-for-fake-video-capture`. */
  async forBrowser(who: number): Promise<string> {
    const page = await this.#painter.newPage({ viewport: { width: 1280, height: 720 } });
    const frames: Buffer[] = [];
    for (const lean of LEANS) {
      await page.setContent(`<style>body{margin:0}</style>${portraitOf(who, lean)}`);
      const frame = await page.screenshot({ type: 'jpeg', quality: 90 });
      // Each for a third of a second, at thirty frames a second.
      for (let times = 0; times < 10; times += 1) frames.push(frame);
    }
    await page.close();
    // A camera is labelled with the path of its film.
    const folder = join(this.#folder, String(who));
    await mkdir(folder, { recursive: true });
    const path = join(folder, 'person.mjpeg');
    await writeFile(path, Buffer.concat(frames));
    return path;
  }

  /** @returns the camera of somebody without a browser. */
  camera(who: number): Promise<CameraSettings> {
    const made = this.#cameras.get(who) ?? this.#record(who);
    this.#cameras.set(who, made);
    return made;
  }

  async #record(who: number): Promise<CameraSettings> {
    const page = await this.#painter.newPage();
    // A page in a secure context, which WebCodecs require; no server is contacted.
    await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    await page.goto('http://localhost/');
    const drawings = LEANS.map((lean) => portraitOf(who, lean));
    const frames = await page.evaluate(encode, {
      drawings,
      ...SIZE,
      bitsPerSecond: BITS_PER_SECOND,
      framesPerSecond: FRAMES_PER_SECOND,
    });
    await page.close();
    const recording = join(this.#folder, `${who}.json`);
    await writeFile(recording, JSON.stringify([frames]));
    const layers = [{ ...SIZE, bitsPerSecond: BITS_PER_SECOND }];
    return { framesPerSecond: FRAMES_PER_SECOND, layers, recording };
  }
}

/** Self-contained: it runs in the page. @returns the drawings as VP8, of which the first is a key frame. */
async function encode({
  drawings,
  width,
  height,
  bitsPerSecond,
  framesPerSecond,
}: {
  drawings: string[];
  width: number;
  height: number;
  bitsPerSecond: number;
  framesPerSecond: number;
}): Promise<EncodedFrame[]> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  const frames: EncodedFrame[] = [];
  const encoder = new VideoEncoder({
    output(chunk) {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      frames.push({
        isKeyFrame: chunk.type === 'key',
        temporalLayer: 0,
        data: btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join('')),
      });
    },
    error(reason) {
      throw reason;
    },
  });
  encoder.configure({
    codec: 'vp8',
    width,
    height,
    bitrate: bitsPerSecond,
    framerate: framesPerSecond,
    latencyMode: 'quality',
  });
  // Twice: the first round is coarse, since its key frame takes most of the bits.
  const all = [...drawings, ...drawings, ...drawings];
  for (const [number, drawing] of all.entries()) {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
    await image.decode();
    context.drawImage(image, 0, 0, width, height);
    const frame = new VideoFrame(canvas, { timestamp: (number * 1e6) / framesPerSecond });
    encoder.encode(frame, { keyFrame: number === 0 });
    frame.close();
  }
  await encoder.flush();
  encoder.close();
  return frames;
}
