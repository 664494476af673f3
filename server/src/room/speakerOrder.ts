// Who was the speaker last, and before that: decides whom a room system shows large, without jumping at each word.
import type { ParticipantId } from '@distansmote/shared/ids.ts';

/**
 * How long somebody must have been speaking to become the speaker. With the 0.4 s until speech is noticed
 * (`media/activeSpeakers.ts`) the picture changes within 2 s.
 */
const TAKEOVER_MS = 1_200;

export class SpeakerOrder {
  readonly #onChanged: () => void;
  /** The speaker first. Those who have not spoken are absent. */
  #order: readonly ParticipantId[] = [];
  /** Who is speaking, loudest first, and since when, in ms of `performance.now()`. */
  #speaking: readonly { id: ParticipantId; sinceMs: number }[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(onChanged: () => void) {
    this.#onChanged = onChanged;
  }

  /** The speaker first, then those who spoke before. */
  get order(): readonly ParticipantId[] {
    return this.#order;
  }

  /** @param ids of those who are speaking now, loudest first. */
  speakersChanged(ids: readonly ParticipantId[]): void {
    const nowMs = performance.now();
    const before = this.#speaking;
    this.#speaking = ids.map((id) => before.find((one) => one.id === id) ?? { id, sinceMs: nowMs });
    this.#update();
  }

  forget(id: ParticipantId): void {
    this.#order = this.#order.filter((one) => one !== id);
    this.#speaking = this.#speaking.filter((one) => one.id !== id);
    this.#update();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  /** Nobody is interrupted: a speaker stays until they are silent and another has gone on for a while. */
  #update(): void {
    clearTimeout(this.#timer);
    const [speaker] = this.#order;
    const [first] = this.#speaking;
    if (first === undefined || this.#speaking.some(({ id }) => id === speaker)) return;
    const nowMs = performance.now();
    const next =
      speaker === undefined
        ? first
        : this.#speaking.find(({ sinceMs }) => nowMs - sinceMs >= TAKEOVER_MS);
    if (next === undefined) {
      const soonestMs = Math.min(...this.#speaking.map(({ sinceMs }) => sinceMs)) + TAKEOVER_MS;
      this.#timer = setTimeout(() => this.#update(), Math.ceil(soonestMs - nowMs));
      return;
    }
    this.#order = [next.id, ...this.#order.filter((one) => one !== next.id)];
    this.#onChanged();
  }
}
