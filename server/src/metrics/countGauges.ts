// Meetings, how many are in them by kind, and what else is counted when it is asked for.
import { participantKind } from '@distansmote/shared/signalling/shapes.ts';
import { Gauge, type Registry } from 'prom-client';
import type { Headcount } from '../meetings/headcount.ts';

export function countGauges(
  registers: Registry[],
  parts: {
    version: string;
    meetings: { readonly headcounts: Headcount[] };
    connectionCount: () => number;
    audit: { readonly waitingCount: number };
  },
): void {
  const sum = (of: (one: Headcount) => number) =>
    parts.meetings.headcounts.reduce((all, one) => all + of(one), 0);
  const isHeld = ({ present }: Headcount) => Object.values(present).some((count) => count > 0);

  new Gauge({
    name: 'distansmote_meetings',
    help: 'Meetings in which somebody is present.',
    registers,
    collect() {
      this.set(sum((one) => (isHeld(one) ? 1 : 0)));
    },
  });
  new Gauge({
    name: 'distansmote_participants',
    help: 'Participants present in meetings, by what they came by.',
    labelNames: ['kind'],
    registers,
    collect() {
      for (const kind of participantKind.options) {
        this.set(
          { kind },
          sum(({ present }) => present[kind]),
        );
      }
    },
  });
  new Gauge({
    name: 'distansmote_waiting',
    help: 'Pages whose media is prepared while a name is typed.',
    registers,
    collect() {
      this.set(sum(({ waiting }) => waiting));
    },
  });
  new Gauge({
    name: 'distansmote_in_lobby',
    help: 'Those who have knocked and wait to be let in.',
    registers,
    collect() {
      this.set(sum(({ inLobby }) => inLobby));
    },
  });
  new Gauge({
    name: 'distansmote_largest_meeting_participants',
    help: 'Participants present in the largest meeting.',
    registers,
    collect() {
      const sizes = parts.meetings.headcounts.map(({ present }) =>
        Object.values(present).reduce((all, one) => all + one, 0),
      );
      this.set(Math.max(0, ...sizes));
    },
  });
  new Gauge({
    name: 'distansmote_connections',
    help: 'Signalling connections: open sockets, and those that dropped and may still come back.',
    registers,
    collect() {
      this.set(parts.connectionCount());
    },
  });
  new Gauge({
    name: 'distansmote_audit_entries_waiting',
    help: 'Entries of the audit log that are not in the database yet.',
    registers,
    collect() {
      this.set(parts.audit.waitingCount);
    },
  });
  new Gauge({
    name: 'distansmote_build_info',
    help: 'Always 1; the version is its label.',
    labelNames: ['version'],
    registers,
  }).set({ version: parts.version }, 1);
}
