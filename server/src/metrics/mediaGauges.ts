// What each media worker holds and uses, read when the metrics are scraped.
import { Counter, Gauge, type Registry } from 'prom-client';
import type { MediaWorkers } from '../media/mediaWorkers.ts';

/** A slower worker counts as down. Prometheus waits for ten seconds by default. */
const PATIENCE_MS = 2_000;

/** @returns a function that refreshes them all. */
export function mediaGauges(
  registers: Registry[],
  mediaWorkers: Pick<MediaWorkers, 'states' | 'deathCount'>,
): () => Promise<void> {
  const ofWorker = (name: string, help: string) =>
    new Gauge({ name: `distansmote_media_${name}`, help, labelNames: ['worker'], registers });
  const up = ofWorker('worker_up', 'Whether a media worker runs and answers.');
  const resident = ofWorker('worker_resident_bytes', 'Memory of a media worker.');
  const routers = ofWorker(
    'routers',
    'Routers in a media worker: one for each meeting that is there.',
  );
  const transports = ofWorker(
    'transports',
    'Transports in a media worker: two for each browser, and those to other workers and to the server.',
  );
  const producers = ofWorker(
    'producers',
    'Tracks that a media worker receives, also from another worker.',
  );
  const consumers = ofWorker(
    'consumers',
    'Tracks that a media worker sends on, to each receiver and to other workers.',
  );
  const cpu = new Counter({
    name: 'distansmote_media_worker_cpu_seconds_total',
    help: 'Processor time of a media worker since it was started.',
    labelNames: ['worker'],
    registers,
  });
  const deaths = new Counter({
    name: 'distansmote_media_worker_deaths_total',
    help: 'Media workers that have died; each took its meetings along.',
    registers,
  });

  return async () => {
    const states = await mediaWorkers.states(PATIENCE_MS);
    deaths.reset();
    deaths.inc(mediaWorkers.deathCount);
    // A worker that does not answer has no value, rather than an old one or 0.
    for (const one of [cpu, resident]) one.reset();
    for (const { index, counts, usage } of states) {
      const worker = String(index);
      up.set({ worker }, usage === undefined ? 0 : 1);
      routers.set({ worker }, counts.routers);
      transports.set({ worker }, counts.transports);
      producers.set({ worker }, counts.producers);
      consumers.set({ worker }, counts.consumers);
      if (usage === undefined) continue;
      cpu.inc({ worker }, usage.cpuSeconds);
      resident.set({ worker }, usage.residentBytes);
    }
  };
}
