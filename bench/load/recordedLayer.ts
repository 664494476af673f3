// Plays one layer of a recorded camera in a loop; on request it restarts from its key frame.
import { readFileSync } from 'node:fs';
import { payloadsOf } from './vp8Payload.ts';

/** As in the file. */
export interface EncodedFrame {
  isKeyFrame: boolean;
  /** 0 for frames that all others depend on. */
  temporalLayer: number;
  /** Base64. */
  data: string;
}

interface RecordedFrame {
  encoded: Buffer;
  layer: number;
  isSync: boolean;
}

/** Read once and shared. */
const files = new Map<string, RecordedFrame[][]>();

export class RecordedLayer {
  readonly #frames: RecordedFrame[];
  /** Of the frame that `next` gave last, in the recording. */
  index = 0;
  #at = 0;
  #number = 0;
  #baseFrames = 0;

  private constructor(frames: RecordedFrame[]) {
    this.#frames = frames;
  }

  /** @returns each layer of a file that `recordCamera` has written. */
  static layersIn(file: string): RecordedLayer[] {
    const layers = files.get(file) ?? read(file);
    files.set(file, layers);
    return layers.map((frames) => new RecordedLayer(frames));
  }

  /** @returns the payloads of the next frame. */
  next(isKeyFrameWanted: boolean, maxBytes: number): Buffer[] {
    if (isKeyFrameWanted) this.#at = 0;
    const frame = this.#frames[this.#at];
    if (frame === undefined) return [];
    this.index = this.#at;
    this.#at = (this.#at + 1) % this.#frames.length;
    this.#number += 1;
    if (frame.layer === 0) this.#baseFrames += 1;
    const { encoded, layer, isSync } = frame;
    const place = { number: this.#number, baseFrames: this.#baseFrames, layer, isSync };
    return payloadsOf(encoded, place, maxBytes);
  }
}

function read(file: string): RecordedFrame[][] {
  const layers = JSON.parse(readFileSync(file, 'utf8')) as EncodedFrame[][];
  return layers.map((frames) =>
    frames.map(({ data, temporalLayer: layer }, place) => ({
      encoded: Buffer.from(data, 'base64'),
      layer,
      // As in L1T3: of every four frames only the last depends on more than layer 0.
      isSync: layer > 0 && (layer === 1 || frames[place - 1]?.temporalLayer === 0),
    })),
  );
}
