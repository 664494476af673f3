// What a server of a cluster sees of the others, and which meetings came to it and went, read when the metrics are scraped.
import { Counter, Gauge, type Registry } from 'prom-client';

/** What is read of the cluster. Nothing here says which meeting, or which other server. */
export interface MeasuredCluster {
  state: ClusterState;
  lines: Readonly<Record<'awayCount' | 'visitingCount', number>>;
  /** Media workers, where servers lend them. */
  guests: Readonly<Record<'lentCount' | 'borrowedCount', number>> | undefined;
  sockets: () => PassedOnSockets | undefined;
}

interface ClusterState {
  readonly nodeCount: number;
  readonly isDraining: boolean;
  readonly beatHealth: { readonly failureCount: number; readonly ageMs: number };
  readonly meetings: {
    readonly all: readonly unknown[];
    readonly takeoverCount: number;
    readonly movedCount: number;
  };
}

interface PassedOnSockets {
  readonly passedOnCount: number;
  readonly refusedCounts: Readonly<Record<string, number>>;
}

/** @returns a function that refreshes them all. */
export function clusterGauges(
  registers: Registry[],
  { state: cluster, lines, guests, sockets }: MeasuredCluster,
): () => void {
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
  const passedOn = gauge(
    'passed_on_sockets',
    'Open sockets that came here and that another server answers.',
  );
  const awayCalls = gauge(
    'away_calls',
    'Calls that came in here, and are in meetings of other servers.',
  );
  const visitingCalls = gauge(
    'visiting_calls',
    'Calls that came in at other servers, and are in meetings here.',
  );
  const lentWorkers = gauge('lent_workers', 'Media workers that run here for other servers.');
  const borrowedWorkers = gauge(
    'borrowed_workers',
    'Media workers that other servers lend to this one.',
  );
  const refused = new Counter({
    name: 'distansmote_cluster_passed_on_refused_total',
    help: 'Requests that another server has not taken, by why: gone, notHeld, lost, unreachable, notLetIn.',
    labelNames: ['reason'],
    registers,
  });
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
      () => cluster.beatHealth.failureCount,
    ),
  ];

  return () => {
    nodes.set(cluster.nodeCount);
    draining.set(cluster.isDraining ? 1 : 0);
    held.set(cluster.meetings.all.length);
    beatAge.set(cluster.beatHealth.ageMs / 1000);
    for (const refresh of counters) refresh();
    awayCalls.set(lines.awayCount);
    visitingCalls.set(lines.visitingCount);
    lentWorkers.set(guests?.lentCount ?? 0);
    borrowedWorkers.set(guests?.borrowedCount ?? 0);
    passedOn.set(sockets()?.passedOnCount ?? 0);
    refused.reset();
    for (const [reason, count] of Object.entries(sockets()?.refusedCounts ?? {}))
      refused.inc({ reason }, count);
  };
}
