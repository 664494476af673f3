// One participant's connection quality, in steps that people understand, from mediasoup's scores.
import type { types } from 'mediasoup';
import type { ConnectionQuality } from '@distansmote/shared/signalling/shapes.ts';

/**
 * mediasoup's scores are 10 × (the share of packets that arrived or were repaired)⁴: 8 is about 5 % loss, 5 about 15 %,
 * 0 means that nothing arrives. These are the minimum scores of good, fair and poor.
 */
const MIN_GOOD = 7.5;
const MIN_FAIR = 5.5;
const MIN_POOR = 0.5;
/** A change must last this long before it is reported. */
const WORSE_AFTER_MS = 2_000;
const BETTER_AFTER_MS = 5_000;

const ORDER: readonly ConnectionQuality[] = ['lost', 'poor', 'fair', 'good'];

/** @param score 0 to 10; undefined when nothing is being sent or received. */
function qualityOf(score: number | undefined): ConnectionQuality {
  if (score === undefined || score >= MIN_GOOD) return 'good';
  if (score >= MIN_FAIR) return 'fair';
  return score >= MIN_POOR ? 'poor' : 'lost';
}

export class ConnectionQualityMonitor {
  readonly #onChanged: (quality: ConnectionQuality) => void;
  /** With their last scores: mediasoup copies the score at each access. */
  readonly #producers = new Map<types.Producer, types.ProducerScore[]>();
  readonly #consumers = new Map<types.Consumer, types.ConsumerScore>();
  #transport: types.WebRtcTransport | undefined;
  #quality: ConnectionQuality = 'good';
  #pending: { to: ConnectionQuality; timer: NodeJS.Timeout } | undefined;
  #evaluation: NodeJS.Immediate | undefined;
  #closed = false;

  /** @param onChanged called when a change has lasted. */
  constructor(onChanged: (quality: ConnectionQuality) => void) {
    this.#onChanged = onChanged;
  }

  get quality(): ConnectionQuality {
    return this.#quality;
  }

  /** A silent microphone sends too little for its score to fall; a lost network shows in the transport's ICE state. */
  watchTransport(transport: types.WebRtcTransport): void {
    this.#transport = transport;
    transport.observer.on('icestatechange', () => this.#scheduleEvaluation());
  }

  watchProducer(producer: types.Producer): void {
    this.#watch(producer, this.#producers);
  }

  watchConsumer(consumer: types.Consumer): void {
    this.#watch(consumer, this.#consumers);
  }

  close(): void {
    this.#closed = true;
    clearImmediate(this.#evaluation);
    clearTimeout(this.#pending?.timer);
  }

  #watch<T extends types.Producer | types.Consumer>(one: T, all: Map<T, T['score']>): void {
    all.set(one, one.score);
    const changed = () => this.#scheduleEvaluation();
    // Both have the same events, but no common type.
    const { observer } = one as types.Producer;
    observer.on('score', (score: T['score']) => {
      all.set(one, score);
      changed();
    });
    observer.on('pause', changed);
    observer.on('resume', changed);
    observer.once('close', () => {
      all.delete(one);
      changed();
    });
  }

  /** Once for many events at a time: a join brings every track of the meeting. */
  #scheduleEvaluation(): void {
    if (this.#closed) return;
    this.#evaluation ??= setImmediate(() => {
      this.#evaluation = undefined;
      this.#evaluate();
    });
  }

  /** The worse of the two directions. Undefined when nothing flows. */
  get #score(): number | undefined {
    if (this.#transport?.iceState === 'disconnected') return 0;
    const sent = [...this.#producers].flatMap(([producer, layers]) =>
      // Layers that nobody wants are not sent, so the best layer counts.
      producer.paused || layers.length === 0 ? [] : [Math.max(...layers.map(({ score }) => score))],
    );
    const received = [...this.#consumers].flatMap(([consumer, { score, producerScore }]) =>
      // A receiver is not to blame for what its sender does not send.
      consumer.paused || consumer.producerPaused || producerScore === 0 ? [] : [score],
    );
    const scores = [mean(sent), mean(received)].filter((score) => score !== undefined);
    return scores.length === 0 ? undefined : Math.min(...scores);
  }

  #evaluate(): void {
    const to = qualityOf(this.#score);
    if (to === this.#pending?.to) return;
    clearTimeout(this.#pending?.timer);
    this.#pending = undefined;
    if (to === this.#quality) return;
    const isWorse = ORDER.indexOf(to) < ORDER.indexOf(this.#quality);
    const report = () => {
      this.#pending = undefined;
      this.#quality = to;
      this.#onChanged(to);
    };
    const timer = setTimeout(report, isWorse ? WORSE_AFTER_MS : BETTER_AFTER_MS);
    this.#pending = { to, timer: timer.unref() };
  }
}

function mean(scores: readonly number[]): number | undefined {
  if (scores.length === 0) return undefined;
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
