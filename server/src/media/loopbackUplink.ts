// Takes tracks into a meeting from another thread of this process: RTP over the loopback.
import type { types } from 'mediasoup';
import type { MeetingRouter } from './meetingRouter.ts';

export class LoopbackUplink {
  readonly router: MeetingRouter;
  readonly producers: readonly [types.Producer, ...types.Producer[]];
  readonly #transport: types.PlainTransport;

  private constructor(
    router: MeetingRouter,
    transport: types.PlainTransport,
    producers: LoopbackUplink['producers'],
  ) {
    this.router = router;
    this.#transport = transport;
    this.producers = producers;
  }

  /** @param wanted at least one track, all on one transport. */
  static async open(
    router: MeetingRouter,
    wanted: readonly types.ProducerOptions[],
  ): Promise<LoopbackUplink> {
    const transport = await router.openLoopback({ comedia: true });
    try {
      const [first, ...others] = await Promise.all(
        wanted.map((options) => transport.produce(options)),
      );
      // If the router closed meanwhile, mediasoup leaves new producers open for ever.
      if (transport.closed || first === undefined)
        throw new Error('the router closed while a track was opened');
      return new LoopbackUplink(router, transport, [first, ...others]);
    } catch (error) {
      router.closeTransport(transport);
      throw error;
    }
  }

  /** Where the thread sends its RTP: UDP, on 127.0.0.1. */
  get port(): number {
    return this.#transport.tuple.localPort;
  }

  /** Closes the producers too, also at their receivers. */
  close(): void {
    this.router.closeTransport(this.#transport);
  }
}
