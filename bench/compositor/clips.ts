// The pictures that the bench decodes and encodes: moving detail with a camera's noise, made by ffmpeg.
import { encodedClip } from '@distansmote/testkit/picture/ffmpeg.ts';

export type Content = 'camera' | 'noise' | 'test pattern';

export const FRAME_RATE = 25;
const SECONDS = 6;

/** Of ffmpeg's own sources. */
function filterOf(content: Content, size: string): string {
  const timing = `rate=${FRAME_RATE}`;
  const end = `trim=duration=${SECONDS}`;
  switch (content) {
    // Fine structure that moves slowly, and the noise of a sensor.
    case 'camera':
      return `mandelbrot=size=${size}:${timing}:end_scale=0.05,noise=alls=6:allf=t,${end}`;
    case 'noise':
      return `testsrc2=size=${size}:${timing},noise=alls=30:allf=t,${end}`;
    case 'test pattern':
      return `testsrc2=size=${size}:${timing},${end}`;
  }
}

/** As a room sends it. */
export function roomClip(size = '1280x720', bitrate = '1500k'): Promise<Buffer[]> {
  const live = ['-preset', 'veryfast', '-tune', 'zerolatency', '-profile:v', 'baseline'];
  const rate = ['-b:v', bitrate, '-maxrate', bitrate, '-bufsize', bitrate, '-g', '9999'];
  return encodedClip('H264', filterOf('camera', size), [...live, ...rate]);
}

/** As a browser sends it. */
export function browserClip(size: string, bitrate: string): Promise<Buffer[]> {
  const live = ['-cpu-used', '6', '-lag-in-frames', '0', '-error-resilient', '0'];
  const rate = ['-b:v', bitrate, '-maxrate', bitrate, '-minrate', bitrate, '-g', '9999'];
  return encodedClip('VP8', filterOf('camera', size), [...live, ...rate]);
}

/** To be encoded by every candidate: nearly as it was. */
export function masterClip(content: Content, size = '1280x720'): Promise<Buffer[]> {
  const fine = ['-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'baseline'];
  return encodedClip('H264', filterOf(content, size), [...fine, '-crf', '8']);
}
