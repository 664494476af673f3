// How the others' pages see and hear this person, as each of them reports.
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
    /** New media is being set up; reports about the old media are worthless. */
    clear: (): void => store.setState({ reports: new Map() }),
  };
}
export type ReceptionReports = ReturnType<typeof createReceptionReports>;
