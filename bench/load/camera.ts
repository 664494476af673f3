// A camera: frames of noise or a recording, of realistic size and timing, in one layer or several (simulcast).
import { setTimeout as pause } from 'node:timers/promises';
import type { TrackOffer } from '@distansmote/shared/signalling/shapes.ts';
import { sentExtensions, VP8 } from './browserCapabilities.ts';
import type { MediaLine } from './mediaLine.ts';
import { RecordedLayer } from './recordedLayer.ts';
import { SentStream, type TransportSequence } from './sentStream.ts';
import { vp8Payloads } from './vp8Payload.ts';

interface CameraLayer {
  /** Omitted if there is one layer only. */
  rid?: string;
  width: number;
  height: number;
  /** Of VP8, without headers: 960 000 are 1 Mbit/s on the wire. */
  bitsPerSecond: number;
}

export interface CameraSettings {
  framesPerSecond: number;
  /** The smallest first, as in browsers. */
  layers: CameraLayer[];
  /** A recording of these layers (`recordCamera.ts`), which a browser can decode; otherwise noise. */
  recording?: string;
  /** Called when a frame of a recording is sent: its layer, and its number in the recording. */
  onRecorded?: (layer: number, index: number) => void;
}

/** As in `client/src/media/layers.ts`: the maximum bitrate of each. */
export const cameraOfThreeSizes: CameraSettings = {
  framesPerSecond: 25,
  layers: [
    { rid: 'r0', width: 320, height: 180, bitsPerSecond: 150_000 },
    { rid: 'r1', width: 640, height: 360, bitsPerSecond: 500_000 },
    { rid: 'r2', width: 1280, height: 720, bitsPerSecond: 1_500_000 },
  ],
};

const MID = '1';
/** As in libwebrtc, whose packets have at most 1 200 bytes; with SRTP and headers about 1 250 here. */
const MAX_PAYLOAD_BYTES = 1_206;
const KEY_FRAME_TIMES = 3;

export class Camera {
  readonly source = 'camera';
  readonly streams: SentStream[];
  readonly #settings: CameraSettings;
  readonly #recorded: RecordedLayer[];
  /** Layers with a pending key frame request; each starts with one. */
  readonly #wanted: Set<SentStream>;
  keyFrames = 0;
  #frame = 0;
  #sentLayers: number;
  #isOn = false;

  constructor(line: MediaLine | undefined, settings: CameraSettings, sequence: TransportSequence) {
    this.#settings = settings;
    this.#recorded = settings.recording ? RecordedLayer.layersIn(settings.recording) : [];
    const { payloadType, clockRate } = VP8;
    this.streams = settings.layers.map(
      ({ rid }) =>
        new SentStream(
          line,
          { mid: MID, payloadType, clockRate, ...(rid !== undefined && { rid }) },
          sequence,
        ),
    );
    this.#wanted = new Set(this.streams);
    this.#sentLayers = settings.layers.length;
  }

  offer(cname: string): TrackOffer {
    const encodings = this.#settings.layers.map(({ rid, bitsPerSecond }, place) => ({
      ...(rid === undefined ? { ssrc: this.streams[place]?.ssrc ?? 0 } : { rid }),
      maxBitrate: bitsPerSecond,
      ...(this.#settings.layers.length > 1 && { scalabilityMode: 'L1T3' }),
    }));
    const rtcp = { cname, reducedSize: true, mux: true };
    const headerExtensions = sentExtensions.video;
    return {
      source: 'camera',
      isPaused: false,
      rtpParameters: { mid: MID, codecs: [VP8], headerExtensions, encodings, rtcp },
    };
  }

  /** A receiver needs a key frame to start decoding. */
  wantKeyFrame(ssrc: number): void {
    const stream = this.streams.find((one) => one.ssrc === ssrc);
    if (stream !== undefined) this.#wanted.add(stream);
  }

  /** The number of subscribed layers, lowest first; the others are not sent. */
  setWatchedLayers(layers: number): void {
    // A layer that restarts begins with a key frame.
    for (const stream of this.streams.slice(this.#sentLayers, layers)) this.#wanted.add(stream);
    this.#sentLayers = layers;
  }

  start(): void {
    this.#isOn = true;
    void this.#run();
  }

  stop(): void {
    this.#isOn = false;
  }

  async #run(): Promise<void> {
    const intervalMs = 1_000 / this.#settings.framesPerSecond;
    // A random offset, so that cameras are not synchronized.
    let due = performance.now() + Math.random() * intervalMs;
    while (this.#isOn) {
      await pause(Math.max(0, due - performance.now()));
      if (this.#isOn) this.#sendFrame();
      due += intervalMs;
    }
  }

  #sendFrame(): void {
    this.#frame += 1;
    const sent = this.#settings.layers.slice(0, this.#sentLayers);
    for (const [place, layer] of sent.entries()) {
      const stream = this.streams[place];
      if (stream === undefined) continue;
      const isKeyFrame = this.#wanted.delete(stream);
      if (isKeyFrame) this.keyFrames += 1;
      const recording = this.#recorded[place];
      const recorded = recording?.next(isKeyFrame, MAX_PAYLOAD_BYTES);
      if (recording !== undefined) this.#settings.onRecorded?.(place, recording.index);
      stream.send(recorded ?? this.#noise(layer, isKeyFrame));
    }
  }

  #noise({ width, height, bitsPerSecond }: CameraLayer, isKeyFrame: boolean): Buffer[] {
    const bytes =
      (bitsPerSecond / 8 / this.#settings.framesPerSecond) * (isKeyFrame ? KEY_FRAME_TIMES : 1);
    const frame = { number: this.#frame, isKeyFrame, width, height, bytes };
    return vp8Payloads(frame, MAX_PAYLOAD_BYTES);
  }
}
