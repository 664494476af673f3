// How well one participant's network carries what is sent and received, in steps that people understand.
import type { types } from 'mediasoup';
import type { ConnectionQuality } from '@distansmote/shared/signalling/shapes.ts';

/**
 * mediasoup's scores are 10 × (the share of packets that arrived or were repaired)⁴: 8 is about 5 % lost,
 * 5 about 15 %, 0 nothing at all. Under these it is fair, poor, lost.
 */
const GOOD = 7.5;
const FAIR = 5.5;
const ANYTHING = 0.5;
/** A moment is no quality: for so long it must be worse, or better, before it is told. */
const WORSE_AFTER_MS = 2_000;
const BETTER_AFTER_MS = 5_000;

const ORDER: readonly ConnectionQuality[] = ['lost', 'poor', 'fair', 'good'];

/** @param score of 0 to 10; undefined when nothing is sent or received to judge by. */
function qualityOf(score: number | undefined): ConnectionQuality {
  if (score === undefined || score >= GOOD) return 'good';
  if (score >= FAIR) return 'fair';
  return score >= ANYTHING ? 'poor' : 'lost';
}

export class ConnectionQualityMonitor {
  readonly #tell: (quality: ConnectionQuality) => void;
  /** With what they scored last: mediasoup copies it at each reading. */
  readonly #producers = new Map<types.Producer, types.ProducerScore[]>();
  readonly #consumers = new Map<types.Consumer, types.ConsumerScore>();
  #transport: types.WebRtcTransport | undefined;
  #quality: ConnectionQuality = 'good';
  #turning: { to: ConnectionQuality; timer: NodeJS.Timeout } | undefined;
  #looking: NodeJS.Immediate | undefined;
  #closed = false;

  /** @param tell when it has changed for good. */
  constructor(tell: (quality: ConnectionQuality) => void) {
    this.#tell = tell;
  }

  get quality(): ConnectionQuality {
    return this.#quality;
  }

  /** A worker notices of a camera soon that nothing comes of it; of a voice only when its transport's ICE is cut. */
  watchTransport(transport: types.WebRtcTransport): void {
    this.#transport = transport;
    transport.observer.on('icestatechange', () => this.#lookSoon());
  }

  watchProducer(producer: types.Producer): void {
    this.#watch(producer, this.#producers);
  }

  watchConsumer(consumer: types.Consumer): void {
    this.#watch(consumer, this.#consumers);
  }

  close(): void {
    this.#closed = true;
    clearImmediate(this.#looking);
    clearTimeout(this.#turning?.timer);
  }

  #watch<T extends types.Producer | types.Consumer>(one: T, all: Map<T, T['score']>): void {
    all.set(one, one.score);
    const look = () => this.#lookSoon();
    // The two have the same events, and no type in common.
    const { observer } = one as types.Producer;
    observer.on('score', (score: T['score']) => {
      all.set(one, score);
      look();
    });
    observer.on('pause', look);
    observer.on('resume', look);
    observer.once('close', () => {
      all.delete(one);
      look();
    });
  }

  /** Once for all that comes together: whoever joins hears of every track there is. */
  #lookSoon(): void {
    if (this.#closed) return;
    this.#looking ??= setImmediate(() => {
      this.#looking = undefined;
      this.#look();
    });
  }

  /** The worse of both ways. Undefined when nothing flows. */
  get #score(): number | undefined {
    if (this.#transport?.iceState === 'disconnected') return 0;
    const sent = [...this.#producers].flatMap(([producer, layers]) =>
      // Of several layers those that nobody looks at are not sent: the best one counts.
      producer.paused || layers.length === 0 ? [] : [Math.max(...layers.map(({ score }) => score))],
    );
    const received = [...this.#consumers].flatMap(([consumer, { score, producerScore }]) =>
      // What its sender does not send cannot be received.
      consumer.paused || consumer.producerPaused || producerScore === 0 ? [] : [score],
    );
    const scores = [mean(sent), mean(received)].filter((score) => score !== undefined);
    return scores.length === 0 ? undefined : Math.min(...scores);
  }

  #look(): void {
    const to = qualityOf(this.#score);
    if (to === this.#turning?.to) return;
    clearTimeout(this.#turning?.timer);
    this.#turning = undefined;
    if (to === this.#quality) return;
    const isWorse = ORDER.indexOf(to) < ORDER.indexOf(this.#quality);
    const turn = () => {
      this.#turning = undefined;
      this.#quality = to;
      this.#tell(to);
    };
    const timer = setTimeout(turn, isWorse ? WORSE_AFTER_MS : BETTER_AFTER_MS);
    this.#turning = { to, timer: timer.unref() };
  }
}

function mean(scores: readonly number[]): number | undefined {
  if (scores.length === 0) return undefined;
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
