// A meeting's router on one media worker, with the transports and pipes that are opened on it.
import type { types } from 'mediasoup';
import type { Log } from '../platform/log.ts';
import { SPEECH } from './activeSpeakers.ts';
import { mediaCodecs } from './codecs.ts';
import type { FarPipe } from './routerPipes.ts';
import { closeOrKill } from './workerChannel.ts';
import type { WorkerHandle } from './workerHandle.ts';

// Enough for the first video; transport-cc finds the real figure within seconds.
const INITIAL_OUTGOING_BITRATE = 1_000_000;

/** Browsers check consent every five seconds (RFC 7675 §5.1); mediasoup's default is 30. */
const ICE_CONSENT_TIMEOUT_S = 15;

export class MeetingRouter {
  readonly worker: WorkerHandle;
  readonly router: types.Router;
  /** Reports the audio levels of those who send to this router. */
  readonly speechObserver: types.AudioLevelObserver;
  readonly log: Log;
  /** To routers on machines other than this one's, by router. */
  readonly farPipes = new Map<MeetingRouter, Promise<FarPipe>>();
  #directTransport: Promise<types.DirectTransport> | undefined;

  private constructor(
    worker: WorkerHandle,
    router: types.Router,
    speechObserver: types.AudioLevelObserver,
    log: Log,
  ) {
    this.worker = worker;
    this.router = router;
    this.speechObserver = speechObserver;
    this.log = log;
  }

  static async open(worker: WorkerHandle, log: Log): Promise<MeetingRouter> {
    const router = await worker.mediasoupWorker.createRouter({ mediaCodecs });
    // Counted while it is still empty, so that meetings opened at the same time spread out.
    worker.meetingCount += 1;
    router.observer.once('close', () => (worker.meetingCount -= 1));
    return new MeetingRouter(worker, router, await router.createAudioLevelObserver(SPEECH), log);
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

  /** A transport to another thread of this process, over the loopback: no ICE, no encryption. */
  openLoopback({ comedia }: { comedia: boolean }): Promise<types.PlainTransport> {
    return this.router.createPlainTransport({
      listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
      rtcpMux: true,
      // The remote address is that of the first packet.
      comedia,
    });
  }

  /** Brings packets into this process; one per router. */
  directTransport(): Promise<types.DirectTransport> {
    this.#directTransport ??= this.router.createDirectTransport();
    return this.#directTransport;
  }

  /** Closes a transport of this router, or the worker if it cannot be told. */
  closeTransport(transport: types.Transport): void {
    closeOrKill(transport, (reason) => this.worker.kill(reason));
  }

  close(): void {
    if (!this.router.closed) closeOrKill(this.router, (reason) => this.worker.kill(reason));
  }
}
