// What a server of a cluster sees of the others, and which meetings came to it and went, read when the metrics are scraped.
import { Counter, Gauge, type Registry } from 'prom-client';

/** What is read of the cluster. Nothing here says which meeting, or which server. */
export interface MeasuredCluster {
  readonly nodeCount: number;
  readonly isDraining: boolean;
  readonly beatFailureCount: number;
  readonly beatAgeMs: number;
  readonly meetings: {
    readonly all: readonly unknown[];
    readonly takeoverCount: number;
    readonly movedCount: number;
  };
}

/** @returns a function that refreshes them all. */
export function clusterGauges(registers: Registry[], cluster: MeasuredCluster): () => void {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `distansmote_cluster_${name}`, help, registers });
  /** Of something that counts by itself. */
  const counter = (name: string, help: string, read: () => number) => {
    const one = new Counter({ name: `distansmote_cluster_${name}_total`, help, registers });
    return () => {
      one.reset();
      one.inc(read());
    };
  };
  const nodes = gauge(
    'nodes',
    'Servers of the cluster that beat, as this one sees them; itself among them.',
  );
  const draining = gauge('draining', 'Whether this server takes no new meetings.');
  const held = gauge(
    'held_meetings',
    'Meetings that this server holds, also those that nobody has entered yet.',
  );
  const beatAge = gauge(
    'beat_age_seconds',
    'Since the latest beat of this server that the database has taken; usually about one.',
  );
  const counters = [
    counter(
      'takeovers',
      'Meetings that this server has taken over from one that was gone.',
      () => cluster.meetings.takeoverCount,
    ),
    counter(
      'meetings_moved',
      'Meetings of this server that have become the meetings of another.',
      () => cluster.meetings.movedCount,
    ),
    counter(
      'beat_failures',
      'Beats of this server that have not reached the database.',
      () => cluster.beatFailureCount,
    ),
  ];

  return () => {
    nodes.set(cluster.nodeCount);
    draining.set(cluster.isDraining ? 1 : 0);
    held.set(cluster.meetings.all.length);
    beatAge.set(cluster.beatAgeMs / 1000);
    for (const refresh of counters) refresh();
  };
}
