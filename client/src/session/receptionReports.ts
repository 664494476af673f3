// Whether everybody sees and hears me: what the others' pages report of it, by person.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Notices } from '@distansmote/shared/signalling/notices.ts';
import { createStore } from 'zustand/vanilla';

export type PlaybackReport = Omit<Notices['playbackReported'], 'by'>;

export function createReceptionReports() {
  const store = createStore<{ reports: ReadonlyMap<ParticipantId, PlaybackReport> }>()(() => ({
    reports: new Map(),
  }));
  return {
    store,
    reported({ by, ...report }: Notices['playbackReported']): void {
      store.setState(({ reports }) => ({ reports: new Map(reports).set(by, report) }));
    },
    forget(id: ParticipantId): void {
      store.setState(({ reports }) => {
        const left = new Map(reports);
        left.delete(id);
        return { reports: left };
      });
    },
    /** All media is built anew: what was reported of the former is worth nothing. */
    clear: (): void => store.setState({ reports: new Map() }),
  };
}
export type ReceptionReports = ReturnType<typeof createReceptionReports>;
