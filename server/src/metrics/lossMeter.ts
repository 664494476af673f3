// Packet loss by direction and kind, from a few tracks sampled at most every ten seconds.
import { Histogram, type Registry } from 'prom-client';
import type { MediaWorkers } from '../media/mediaWorkers.ts';

/** Per direction: costs the process 2 to 7 ms and the worker 1 ms (docs/performance.md). */
const MAX_TRACKS = 50;
/** However often the metrics are scraped. */
const MIN_INTERVAL_MS = 10_000;
/** From unnoticeable, through what Opus conceals, to where no conversation is possible. */
const BUCKETS = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

/** @returns a function that takes a sample if one is due. It is not awaited: the values show at the next scrape. */
export function lossMeter(
  registers: Registry[],
  mediaWorkers: Pick<MediaWorkers, 'sampleLoss'>,
): () => void {
  const histogram = new Histogram({
    name: 'distansmote_track_loss_ratio',
    help: 'Packets lost of those sent, before retransmissions: tracks drawn by chance, received from participants or sent to them.',
    labelNames: ['direction', 'kind'],
    buckets: BUCKETS,
    registers,
  });
  for (const direction of ['received', 'sent']) {
    for (const kind of ['audio', 'video']) histogram.zero({ direction, kind });
  }
  let sampledAtMs = -Infinity;
  let isSampling = false;

  async function sample(): Promise<void> {
    for (const { direction, kind, lostFraction } of await mediaWorkers.sampleLoss(MAX_TRACKS)) {
      histogram.observe({ direction, kind }, lostFraction);
    }
  }

  return () => {
    const nowMs = performance.now();
    // Requests would pile up at a worker that hangs.
    if (isSampling || nowMs - sampledAtMs < MIN_INTERVAL_MS) return;
    sampledAtMs = nowMs;
    isSampling = true;
    void sample().finally(() => (isSampling = false));
  };
}
