// Gauges of meetings, participants and connections, read when the metrics are scraped.
import { participantKind } from '@distansmote/shared/signalling/shapes.ts';
import { Gauge, type Registry } from 'prom-client';
import type { Headcount } from '../meetings/headcount.ts';

export interface CountGaugesDeps {
  version: string;
  meetings: { readonly headcounts: Headcount[] };
  audit: { readonly oldestPendingMs: number };
  /** Open sockets, and dropped ones in their grace period. */
  connectionCount: () => number;
}

/** @returns a function that refreshes them all. */
export function countGauges(registers: Registry[], parts: CountGaugesDeps): () => void {
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `distansmote_${name}`, help, labelNames, registers });
  const meetings = gauge('meetings', 'Meetings in which somebody is present.');
  const largest = gauge(
    'largest_meeting_participants',
    'Participants present in the largest meeting.',
  );
  const participants = gauge(
    'participants',
    'Participants present in meetings, by what they came by.',
    ['kind'],
  );
  const waiting = gauge('waiting', 'Pages whose media is prepared while a name is typed.');
  const inLobby = gauge('in_lobby', 'Those who have knocked and wait to be let in.');
  const connections = gauge(
    'connections',
    'Signalling connections: open sockets, and those that dropped and may still come back.',
  );
  const auditWaiting = gauge(
    'audit_waiting_seconds',
    'For how long the oldest entry of the audit log has waited to be in the database; 0 when all are.',
  );
  gauge('build_info', 'Always 1; the version is its label.', ['version']).set(
    { version: parts.version },
    1,
  );

  return () => {
    const all = parts.meetings.headcounts;
    const sizes = all.map(({ present }) => sum(Object.values(present)));
    meetings.set(sizes.filter((size) => size > 0).length);
    largest.set(Math.max(0, ...sizes));
    for (const kind of participantKind.options) {
      participants.set({ kind }, sum(all.map(({ present }) => present[kind])));
    }
    waiting.set(sum(all.map((one) => one.waiting)));
    inLobby.set(sum(all.map((one) => one.inLobby)));
    connections.set(parts.connectionCount());
    auditWaiting.set(parts.audit.oldestPendingMs / 1000);
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
