// Sends a participant's microphone and camera on one transport, reports on them, and answers requests for key frames.
import type { TrackOffer } from '@distansmote/shared/signalling/shapes.ts';
import { Camera, type CameraSettings } from './camera.ts';
import { keyFrameRequestsIn } from './keyFrameRequests.ts';
import type { MediaLine } from './mediaLine.ts';
import { Microphone, type MicrophoneSettings } from './microphone.ts';
import { drawCname, type SentStream, type TransportSequence } from './sentStream.ts';

const REPORT_INTERVAL_MS = 1_000;

export interface SentTracks {
  microphone?: MicrophoneSettings;
  camera?: CameraSettings;
}

export class Sending {
  readonly #line: MediaLine | undefined;
  readonly #tracks: (Microphone | Camera)[] = [];
  readonly #camera: Camera | undefined;
  readonly #cname = drawCname();
  #reports: NodeJS.Timeout | undefined;

  /** @param line undefined for who only says that it would send, and never starts. */
  constructor(line: MediaLine | undefined, { microphone, camera }: SentTracks) {
    this.#line = line;
    const sequence: TransportSequence = { next: 0 };
    if (microphone !== undefined) this.#tracks.push(new Microphone(line, microphone, sequence));
    if (camera !== undefined) {
      this.#camera = new Camera(line, camera, sequence);
      this.#tracks.push(this.#camera);
    }
    if (line === undefined) return;
    line.onRtcp = (compound) => {
      for (const ssrc of keyFrameRequestsIn(compound)) this.#camera?.wantKeyFrame(ssrc);
    };
  }

  get offers(): TrackOffer[] {
    return this.#tracks.map((track) => track.offer(this.#cname));
  }

  get streams(): SentStream[] {
    return this.#tracks.flatMap((track) => track.streams);
  }

  get keyFrames(): number {
    return this.#camera?.keyFrames ?? 0;
  }

  start(): void {
    if (this.#line === undefined) return;
    for (const track of this.#tracks) track.start();
    this.#reports = setInterval(() => {
      const spoken = this.streams.filter(({ packets }) => packets > 0);
      if (spoken.length > 0) {
        this.#line?.sendRtcp(Buffer.concat(spoken.map((stream) => stream.report())));
      }
    }, REPORT_INTERVAL_MS);
  }

  close(): void {
    clearInterval(this.#reports);
    for (const track of this.#tracks) track.stop();
    this.#line?.close();
  }
}
