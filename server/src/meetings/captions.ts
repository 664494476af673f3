// Whether a computer makes text of what is said in a meeting, and what it makes of it. Nothing of the text is kept.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { CaptionsDescription } from '@distansmote/shared/signalling/captions.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';

/** A line of what somebody says: told again and again under its number while it grows. */
export interface CaptionLine {
  personId: ParticipantId;
  /** Ascending for each person. */
  lineId: number;
  text: string;
  isFinal: boolean;
}

export class Captions {
  readonly #roster: Roster;
  readonly #onTurned: ((isOn: boolean) => void) | undefined;
  #startedBy: string | null = null;
  #isFailing = false;

  /** @param onTurned starts and stops what makes the text; undefined where there is nothing that could. */
  constructor(roster: Roster, onTurned: ((isOn: boolean) => void) | undefined) {
    this.#roster = roster;
    this.#onTurned = onTurned;
  }

  /** Whether this server can make text of speech. */
  get isPossible(): boolean {
    return this.#onTurned !== undefined;
  }

  get isOn(): boolean {
    return this.#startedBy !== null;
  }

  /** Null while they are off. */
  get startedBy(): string | null {
    return this.#startedBy;
  }

  /** As pages are told; null while they are off. */
  describe(): CaptionsDescription | null {
    if (this.#startedBy === null) return null;
    return { startedBy: this.#startedBy, ...(this.#isFailing && { isFailing: true }) };
  }

  /** @returns whether they were off. */
  start(convener: Person): boolean {
    if (this.isOn) return false;
    this.#turn(convener.displayName);
    return true;
  }

  /** @returns whether they were on. */
  stop(convener: Person): boolean {
    if (!this.isOn) return false;
    this.#turn(null, convener.displayName);
    return true;
  }

  /** As it was at another server; turned off where this one cannot go on with it. */
  restore(startedBy: string | null): void {
    const restored = this.isPossible ? startedBy : null;
    if (restored !== this.#startedBy) this.#turn(restored);
  }

  setFailing(isFailing: boolean): void {
    if (!this.isOn || this.#isFailing === isFailing) return;
    this.#isFailing = isFailing;
    this.#tell();
  }

  spoke(line: CaptionLine): void {
    if (!this.isOn || !this.#roster.persons.has(line.personId)) return;
    this.#roster.tellEverybody({ type: 'captionSpoken', ...line });
  }

  #turn(startedBy: string | null, stoppedBy?: string): void {
    this.#startedBy = startedBy;
    this.#isFailing = false;
    this.#tell(stoppedBy);
    this.#onTurned?.(startedBy !== null);
  }

  #tell(stoppedBy?: string): void {
    const captions = this.describe();
    this.#roster.tellEverybody({
      type: 'captionsChanged',
      captions,
      ...(stoppedBy !== undefined && { stoppedBy }),
    });
  }
}
