// A meeting's place on one media worker: its router there, and the ways between it and the meeting's other places.
import type { types } from 'mediasoup';
import type { Log } from '../platform/log.ts';
import { mediaCodecs } from './codecs.ts';
import type { WorkerLoad } from './workerSelection.ts';
import type { SentTrack } from './sentTrack.ts';
import { SPEECH } from './activeSpeakers.ts';
import { closeOrKill } from './workerChannel.ts';

// Enough for a picture at once; transport-cc finds the real figure within seconds.
const INITIAL_OUTGOING_BITRATE = 1_000_000;

/** A browser asks for consent each five seconds (RFC 7675 §5.1); mediasoup would wait for thirty. */
const ICE_CONSENT_TIMEOUT_S = 15;

/** The worker that a place is on, as far as a place needs it. */
export interface WorkerHandle extends WorkerLoad {
  mediasoupWorker: types.Worker;
  webRtcServer: types.WebRtcServer;
  /** The worker can no longer be spoken to: it is given up, with all that is in it. */
  kill(reason: string): void;
}

export class MeetingRouter {
  readonly worker: WorkerHandle;
  readonly router: types.Router;
  /** Tells how loud those are who send to this place. */
  readonly speechObserver: types.AudioLevelObserver;
  readonly log: Log;
  /** The tracks of other places that come here too, by producer. */
  readonly #brought = new Map<string, Promise<void>>();
  #directTransport: Promise<types.DirectTransport> | undefined;

  private constructor(
    host: WorkerHandle,
    router: types.Router,
    speechObserver: types.AudioLevelObserver,
    log: Log,
  ) {
    this.worker = host;
    this.router = router;
    this.speechObserver = speechObserver;
    this.log = log;
  }

  static async open(host: WorkerHandle, log: Log): Promise<MeetingRouter> {
    const router = await host.mediasoupWorker.createRouter({ mediaCodecs });
    // It counts from now on, though nobody is there yet.
    host.meetingCount += 1;
    router.observer.once('close', () => (host.meetingCount -= 1));
    return new MeetingRouter(host, router, await router.createAudioLevelObserver(SPEECH), log);
  }

  openTransport(): Promise<types.WebRtcTransport> {
    return this.router.createWebRtcTransport({
      webRtcServer: this.worker.webRtcServer,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE,
      iceConsentTimeout: ICE_CONSENT_TIMEOUT_S,
    });
  }

  /** By which packets come into this process. */
  directTransport(): Promise<types.DirectTransport> {
    this.#directTransport ??= this.router.createDirectTransport();
    return this.#directTransport;
  }

  /**
   * Makes a track of another place receivable here: once for all who receive it, by a pipe between the two
   * workers, under the same producer id. It goes with the track.
   */
  async bring(track: SentTrack): Promise<void> {
    if (track.router === this) return;
    const { producer, router: place } = track;
    const { id: producerId } = producer;
    let bringing = this.#brought.get(producerId);
    if (bringing === undefined) {
      bringing = pipe(place.router, this.router, producerId);
      this.#brought.set(producerId, bringing);
      const forget = () => this.#brought.delete(producerId);
      bringing.catch(forget);
      producer.observer.once('close', forget);
    }
    await bringing;
  }

  close(): void {
    if (!this.router.closed) closeOrKill(this.router, (reason) => this.worker.kill(reason));
  }
}

/**
 * mediasoup pauses and resumes the far end of a pipe by itself, and catches nothing when its worker dies in that
 * moment, which would end this process and every meeting in it (3.27, `Router.pipeToRouter`).
 */
async function pipe(from: types.Router, to: types.Router, producerId: string): Promise<void> {
  const { pipeProducer } = await from.pipeToRouter({ producerId, router: to });
  if (pipeProducer === undefined) return;
  const { pause, resume } = pipeProducer;
  pipeProducer.pause = () => pause.call(pipeProducer).catch(() => undefined);
  pipeProducer.resume = () => resume.call(pipeProducer).catch(() => undefined);
}
