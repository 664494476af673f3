// Runs in the page: encodes a drawn picture as VP8 in three temporal layers, like a camera's.
import type { EncodedFrame } from './recordedLayer.ts';

/**
 * Self-contained: Playwright sends its source to the page, which must be a secure context (WebCodecs).
 * @returns frames, of which only the first is a key frame.
 */
export async function encodePicture({
  width,
  height,
  bitsPerSecond,
  framesPerSecond,
  count,
}: {
  width: number;
  height: number;
  bitsPerSecond: number;
  framesPerSecond: number;
  count: number;
}): Promise<EncodedFrame[]> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  const frames: EncodedFrame[] = [];
  const encoder = new VideoEncoder({
    output(chunk, metadata) {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      const { svc } = (metadata ?? {}) as { svc?: { temporalLayerId: number } };
      frames.push({
        isKeyFrame: chunk.type === 'key',
        temporalLayer: svc?.temporalLayerId ?? 0,
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
    scalabilityMode: 'L1T3',
    latencyMode: 'realtime',
  });
  for (let number = 0; number < count; number += 1) {
    // A person who moves slightly before a patterned wall.
    const sway = (width / 30) * Math.sin(number / 4);
    for (let stripe = 0; stripe < 24; stripe += 1) {
      context.fillStyle = `hsl(160 20% ${60 + ((stripe * 7) % 25)}%)`;
      context.fillRect((stripe * width) / 24, 0, width / 24, height);
    }
    context.fillStyle = '#0e5b52';
    context.fillRect(width * 0.3 + sway, height * 0.6, width * 0.4, height * 0.4);
    context.fillStyle = '#e9b48c';
    context.beginPath();
    context.arc(width / 2 + sway, height * 0.4, height * 0.2, 0, 7);
    context.fill();
    // A camera's noise, without which there would be next to nothing to encode.
    for (let grain = 0; grain < 150; grain += 1) {
      context.fillStyle = `hsl(${Math.random() * 360} 30% 55% / 50%)`;
      const [x, y] = [Math.random() * width, Math.random() * height];
      context.fillRect(x, y, width / 60, height / 60);
    }
    const timestamp = (number * 1e6) / framesPerSecond;
    const frame = new VideoFrame(canvas, { timestamp });
    encoder.encode(frame, { keyFrame: number === 0 });
    frame.close();
    await new Promise((resolve) => setTimeout(resolve));
  }
  await encoder.flush();
  encoder.close();
  return frames;
}
