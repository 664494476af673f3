// Lost packets by direction and kind, of a few tracks drawn anew every ten seconds at most.
import { Histogram, type Registry } from 'prom-client';
import type { MediaWorkers } from '../media/mediaWorkers.ts';

/** Of each direction: costs the process 2 to 7 ms and the worker 1 ms (docs/performance.md). */
const MAX_TRACKS = 50;
/** However often, and by however many, the metrics are read. */
const INTERVAL_MS = 10_000;
/** From what nobody notices, by what Opus hides, to what is no conversation any more. */
const BUCKETS = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

/** @returns what takes a sample, if it is time for one; not waited for, so it is there at the next reading. */
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
  let takenAtMs = -Infinity;
  let isTaking = false;

  async function take(): Promise<void> {
    for (const { direction, kind, lostFraction } of await mediaWorkers.sampleLoss(MAX_TRACKS)) {
      histogram.observe({ direction, kind }, lostFraction);
    }
  }

  return () => {
    const nowMs = performance.now();
    // A worker that hangs does not answer: questions to it would pile up.
    if (isTaking || nowMs - takenAtMs < INTERVAL_MS) return;
    takenAtMs = nowMs;
    isTaking = true;
    void take().finally(() => (isTaking = false));
  };
}
