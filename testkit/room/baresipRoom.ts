// A room system: baresip with FFmpeg's H.264 (x264 and libavcodec), in packetization mode 0 alone, with PLI and FIR.
//
// What it is like (baresip 1.0):
// - Answered with packetization mode 1, it sends no picture at all.
// - It answers INFO `picture_fast_update` (RFC 5168) with 200 and sends no key frame for it; for PLI and FIR it does.
// - Its camera is a file that starts again at its end, after a pause of one second (module avformat).
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFilm, whyNoFilm } from '../picture/film.ts';
import { Picture } from '../picture/picture.ts';
import { type Quarters, ROOM_QUARTERS } from '../picture/testPattern.ts';
import type { RoomEndpoint } from './roomEndpoint.ts';
import { Softphone, type SoftphoneOptions, whyNoSoftphone } from '../telephone/softphone.ts';
import { waitFor } from '../waiting/waitFor.ts';

/** A snapshot is taken of the next frame that arrives. */
const NEXT_FRAME = { timeout: 3_000, interval: 20 };

/** The reason why none can be started; undefined if it can. */
export const whyNoBaresipRoom = (): string | undefined =>
  whyNoSoftphone('baresip-core baresip-ffmpeg', 'avcodec') ?? whyNoFilm();

export interface BaresipRoomOptions extends SoftphoneOptions {
  quarters?: Quarters;
  width?: number;
  height?: number;
  framesPerSecond?: number;
  /** Bits per second. */
  bitrate?: number;
}

export class BaresipRoom extends Softphone implements RoomEndpoint {
  #snapshots = 0;

  static async start(options: BaresipRoomOptions): Promise<BaresipRoom> {
    const { quarters = ROOM_QUARTERS, width = 1280, height = 720 } = options;
    const { framesPerSecond = 25, bitrate = 1_500_000 } = options;
    const film = await makeFilm({ quarters, width, height, framesPerSecond });
    const launched = await Softphone.launch(options, {
      account: 'video_codecs=h264',
      modules: ['avcodec', 'avformat', 'fakevideo', 'snapshot'],
      config: [
        `video_source avformat,${film}`,
        // It wants a display, even one that shows nothing.
        'video_display fakevideo,nil',
        `video_size ${width}x${height}`,
        `video_fps ${framesPerSecond}`,
        `video_bitrate ${bitrate}`,
      ],
    });
    return new BaresipRoom(launched);
  }

  async sees(): Promise<Picture> {
    this.#snapshots += 1;
    const path = join(this.folder, `snapshot-${this.#snapshots}.png`);
    await this.control.ask('snapshot_recv', path);
    const picture = await waitFor(async () => Picture.parse(await readFile(path)), NEXT_FRAME);
    await rm(path);
    return picture;
  }

  setCamera(isOn: boolean): void {
    this.control.send('video_dir', isOn ? 'sendrecv' : 'recvonly');
  }
}
