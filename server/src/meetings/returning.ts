// The people of a meeting that has moved here, until they are back: their seats are kept, and the meeting stays open.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { PersonState } from './meetingState.ts';

/** As long as a page tries to come back by itself (`client/src/session/reconnect.ts`). */
export const RETURN_MS = 90_000;

export class Returning {
  readonly #persons: Map<ParticipantId, PersonState>;
  /** After a crash, nobody knows who was there: then the whole time is waited. */
  readonly #isWhoKnown: boolean;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param persons undefined when the meeting has not moved.
   * @param onOver called once, with those who have not come back.
   */
  constructor(
    persons: readonly PersonState[] | undefined,
    onOver: (missing: PersonState[]) => void,
  ) {
    this.#persons = new Map(persons?.map((person) => [person.id, person]));
    this.#isWhoKnown = this.#persons.size > 0;
    if (persons === undefined) return;
    const over = () => {
      this.#timer = undefined;
      const missing = this.all;
      this.#persons.clear();
      onOver(missing);
    };
    this.#timer = setTimeout(over, RETURN_MS).unref();
  }

  /** As a later state says. */
  replace(persons: readonly PersonState[]): void {
    this.#persons.clear();
    for (const person of persons) this.#persons.set(person.id, person);
  }

  /** Whether somebody may still come back. */
  get isExpected(): boolean {
    return this.#timer !== undefined && (this.#persons.size > 0 || !this.#isWhoKnown);
  }

  get all(): PersonState[] {
    return [...this.#persons.values()];
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
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#persons.clear();
  }
}
