// What each one has reported last of how somebody's sound and picture come out there: only what is new is told on.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { PlaybackReport } from '@distansmote/shared/signalling/playback.ts';
import type { Roster } from './roster.ts';

export class PlaybackReports {
  readonly #roster: Roster;
  /** By reporter, then by whom it is about. */
  readonly #reported = new Map<ParticipantId, Map<ParticipantId, string>>();

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  /** Those of the reports that say something new of somebody who is here. */
  newOf(by: ParticipantId, reports: readonly PlaybackReport[]): PlaybackReport[] {
    const before = this.#reported.get(by);
    return reports.filter(
      (report) =>
        report.of !== by &&
        this.#roster.persons.has(report.of) &&
        before?.get(report.of) !== stateOf(report),
    );
  }

  /** Tells each whom it is about, alone. */
  tell(by: ParticipantId, reports: readonly PlaybackReport[]): void {
    const reported = this.#reported.get(by) ?? new Map<ParticipantId, string>();
    this.#reported.set(by, reported);
    for (const report of reports) {
      const { of, sound, picture } = report;
      reported.set(of, stateOf(report));
      this.#roster.tell(of, { type: 'playbackReported', by, sound, picture });
    }
  }

  /** Somebody has left, or comes by new media: what was reported by and of them is worth nothing. */
  forget(id: ParticipantId): void {
    this.#reported.delete(id);
    for (const reported of this.#reported.values()) reported.delete(id);
  }
}

const stateOf = ({ sound, picture }: PlaybackReport) => `${sound} ${picture}`;
