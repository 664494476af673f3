// Sends a participant's microphone and camera on one transport, reports on them, and answers key frame requests.
import type { TrackOffer } from '@distansmote/shared/signalling/shapes.ts';
import { Camera, type CameraSettings } from './camera.ts';
import { keyFrameRequestsIn } from './keyFrameRequests.ts';
import { lossesIn } from './lossReports.ts';
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
  /** By SSRC, as reported by the server. */
  readonly #lost = new Map<number, number>();
  #reports: NodeJS.Timeout | undefined;

  /** @param line undefined for a participant that only announces its tracks, and never sends. */
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
      for (const { ssrc, lost } of lossesIn(compound)) this.#lost.set(ssrc, lost);
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

  /** Packets that the server has missed, by its reports about once a second. */
  get packetsLost(): number {
    return [...this.#lost.values()].reduce((sum, lost) => sum + Math.max(0, lost), 0);
  }

  setWatchedLayers(layers: number): void {
    this.#camera?.setWatchedLayers(layers);
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
