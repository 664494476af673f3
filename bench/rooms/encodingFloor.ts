// What ffmpeg's codecs need for the same pictures, in one thread, without a server: the floor of the CPU.
import { readFileSync } from 'node:fs';
import { FRAME_RATE } from '../compositor/clips.ts';
import { Floor } from '../compositor/floor.ts';
import type { EncodedFrame } from '../load/recordedLayer.ts';
import { personFilm, roomFilm } from './films.ts';

const START_CODE = Buffer.from([0, 0, 0, 1]);
/** As the tests' three people are sent to a room. */
const PEOPLE = 3;
const LIVE = ['-tune', 'zerolatency', '-profile:v', 'baseline', '-b:v', '1500k', '-g', '9999'];

/** In cores, at 25 pictures a second. */
export async function encodingFloor(): Promise<{ composing: number; layers: number }> {
  const layers = JSON.parse(readFileSync(await personFilm(), 'utf8')) as EncodedFrame[][];
  const medium = (layers[1] ?? []).map(({ data }) => Buffer.from(data, 'base64'));
  const film = await roomFilm();
  const room = film.map(({ nals }) => Buffer.concat(nals.flatMap((nal) => [START_CODE, nal])));
  const floor = new Floor();
  try {
    const decoding = floor.decode('VP8', medium, 640, 360).msPerPicture * PEOPLE;
    const x264 = ['-c:v', 'libx264', '-preset', 'superfast', ...LIVE];
    const coding = floor.encode(room, x264).msPerPicture;
    const decodingRoom = floor.decode('H264', room).msPerPicture;
    const layerCosts = [
      ['320:180', '150k'],
      ['640:360', '500k'],
      ['1280:720', '1500k'],
    ].map(([size = '', rate = '']) => {
      const vp8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', rate];
      return floor.encode(room, ['-vf', `scale=${size}`, ...vp8, '-lag-in-frames', '0'], false)
        .msPerPicture;
    });
    const coresOf = (ms: number) => (ms * FRAME_RATE) / 1_000;
    return {
      composing: coresOf(decoding + coding),
      layers: coresOf(decodingRoom + layerCosts.reduce((sum, one) => sum + one, 0)),
    };
  } finally {
    floor.close();
  }
}
