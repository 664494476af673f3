// The people of a meeting that has moved here, and of its lobby, until they are back: seats are kept, and the meeting stays open.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { MeetingState, PersonState } from './meetingState.ts';

/** As long as a page tries to come back by itself (`client/src/session/reconnect.ts`). */
export const RETURN_MS = 90_000;

type Returners = Pick<MeetingState, 'persons' | 'waiting'>;

export class Returning {
  readonly #persons = new Map<ParticipantId, PersonState>();
  /** Who were in the lobby. */
  readonly #waiting = new Set<ParticipantId>();
  /** After a crash, nobody knows who was there: then the whole time is waited. */
  readonly #isWhoKnown: boolean;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param former undefined when the meeting has not moved.
   * @param onOver called once, with those who were present and have not come back.
   */
  constructor(former: Returners | undefined, onOver: (missing: PersonState[]) => void) {
    if (former !== undefined) this.replace(former);
    this.#isWhoKnown = this.#isAnybodyMissing;
    if (former === undefined) return;
    const over = () => {
      const missing = this.all;
      this.close();
      onOver(missing);
    };
    this.#timer = setTimeout(over, RETURN_MS).unref();
  }

  /** As a later state says. */
  replace({ persons, waiting }: Returners): void {
    this.#persons.clear();
    this.#waiting.clear();
    for (const person of persons) this.#persons.set(person.id, person);
    for (const id of waiting) this.#waiting.add(id);
  }

  /** Whether somebody may still come back. */
  get isExpected(): boolean {
    return this.#timer !== undefined && (this.#isAnybodyMissing || !this.#isWhoKnown);
  }

  get #isAnybodyMissing(): boolean {
    return this.#persons.size > 0 || this.#waiting.size > 0;
  }

  get all(): PersonState[] {
    return [...this.#persons.values()];
  }

  get waiting(): ParticipantId[] {
    return [...this.#waiting];
  }

  /** Whether they were in the lobby, and have not knocked again. */
  wasWaiting(id: ParticipantId): boolean {
    return this.#waiting.has(id);
  }

  get count(): number {
    return this.#persons.size;
  }

  has(id: ParticipantId): boolean {
    return this.#persons.has(id);
  }

  find(id: ParticipantId): PersonState | undefined {
    return this.#persons.get(id);
  }

  /** They are back, or shall not come back. */
  delete(id: ParticipantId): void {
    this.#persons.delete(id);
    this.#waiting.delete(id);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#persons.clear();
    this.#waiting.clear();
  }
}
