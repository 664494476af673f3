// Sends tracks of a meeting to another thread of this process: RTP over the loopback.
import type { types } from 'mediasoup';
import type { MeetingRouter } from './meetingRouter.ts';
import type { SentTrack } from './sentTrack.ts';

export interface ConsumedTrack {
  consumer: types.Consumer;
  ssrc: number;
}

export class LoopbackDownlink {
  readonly router: MeetingRouter;
  readonly #transport: types.PlainTransport;

  private constructor(router: MeetingRouter, transport: types.PlainTransport) {
    this.router = router;
    this.#transport = transport;
  }

  /** @param port the thread's, UDP on 127.0.0.1. */
  static async open(router: MeetingRouter, port: number): Promise<LoopbackDownlink> {
    const transport = await router.openLoopback({ comedia: false });
    try {
      await transport.connect({ ip: '127.0.0.1', port });
    } catch (error) {
      router.closeTransport(transport);
      throw error;
    }
    return new LoopbackDownlink(router, transport);
  }

  get closed(): boolean {
    return this.#transport.closed;
  }

  /** Where RTCP for these streams goes: UDP, on 127.0.0.1. */
  get feedbackPort(): number {
    return this.#transport.tuple.localPort;
  }

  /**
   * @param receivers for the log.
   * @returns undefined when the track or this closed meanwhile, and when it failed, which is logged.
   */
  async consume(
    track: SentTrack,
    options: { rtpCapabilities: types.RtpCapabilities; paused: boolean },
    receivers: 'phones' | 'rooms' | 'captions',
  ): Promise<ConsumedTrack | undefined> {
    const { producer, source } = track;
    let consumer: types.Consumer;
    try {
      await track.pipeTo(this.router);
      consumer = await this.#transport.consume({ producerId: producer.id, ...options });
    } catch (error) {
      if (!producer.closed && !this.closed)
        this.router.log.warn({ err: error, source }, `forwarding a track to ${receivers} failed`);
      return undefined;
    }
    // If the transport closed meanwhile, mediasoup leaves the new consumer open for ever.
    if (this.closed) consumer.close();
    const ssrc = consumer.rtpParameters.encodings?.[0]?.ssrc;
    return ssrc === undefined || consumer.closed ? undefined : { consumer, ssrc };
  }

  close(): void {
    this.router.closeTransport(this.#transport);
  }
}
