// Whether everybody hears a telephone, by what their pages report: told when somebody has not for a while, and when all do again.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { SoundRendering } from '@distansmote/shared/signalling/rendering.ts';

/** What is over sooner is not spoken into a conversation. */
const UNHEARD_MS = 5_000;

export class HeardByAll {
  readonly #tell: (isHeard: boolean) => void;
  /** Who does not. */
  readonly #deaf = new Set<ParticipantId>();
  #waiting: NodeJS.Timeout | undefined;
  #isHeard = true;

  constructor(tell: (isHeard: boolean) => void) {
    this.#tell = tell;
  }

  reported(by: ParticipantId, sound: SoundRendering): void {
    if (sound === 'notReceived' || sound === 'blocked') this.#deaf.add(by);
    else this.#deaf.delete(by);
    this.#judge();
  }

  /** Somebody has left. */
  forget(id: ParticipantId): void {
    this.#deaf.delete(id);
    this.#judge();
  }

  /** One is not in that meeting any more. */
  clear(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    this.#deaf.clear();
    this.#isHeard = true;
  }

  #judge(): void {
    if (this.#deaf.size > 0) {
      if (this.#isHeard) this.#waiting ??= setTimeout(() => this.#change(false), UNHEARD_MS);
      return;
    }
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    if (!this.#isHeard) this.#change(true);
  }

  #change(isHeard: boolean): void {
    this.#waiting = undefined;
    this.#isHeard = isHeard;
    this.#tell(isHeard);
  }
}
