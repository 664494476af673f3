// The latest playback report of each person about each other; only changes are passed on.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { PlaybackReport } from '@distansmote/shared/signalling/playback.ts';
import type { Roster } from './roster.ts';

export class PlaybackReports {
  readonly #roster: Roster;
  /** By reporter, then by subject. */
  readonly #reported = new Map<ParticipantId, Map<ParticipantId, string>>();

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  /** The reports that changed, about people who are here. */
  newOf(by: ParticipantId, reports: readonly PlaybackReport[]): PlaybackReport[] {
    const before = this.#reported.get(by);
    return reports.filter(
      (report) =>
        report.of !== by &&
        this.#roster.persons.has(report.of) &&
        before?.get(report.of) !== stateOf(report),
    );
  }

  /** Tells each subject, and nobody else. */
  tell(by: ParticipantId, reports: readonly PlaybackReport[]): void {
    const reported = this.#reported.get(by) ?? new Map<ParticipantId, string>();
    this.#reported.set(by, reported);
    for (const report of reports) {
      const { of, sound, picture } = report;
      reported.set(of, stateOf(report));
      this.#roster.tell(of, { type: 'playbackReported', by, sound, picture });
    }
  }

  /** Somebody has left, or rejoined with new transports: reports by and about them are stale. */
  forget(id: ParticipantId): void {
    this.#reported.delete(id);
    for (const reported of this.#reported.values()) reported.delete(id);
  }
}

const stateOf = ({ sound, picture }: PlaybackReport) => `${sound} ${picture}`;
