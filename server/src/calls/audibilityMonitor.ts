// Whether everybody hears a telephone, by what their pages report: told when somebody has not for a while, and when all do again.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { AudioPlayback } from '@distansmote/shared/signalling/playback.ts';

/** What is over sooner is not spoken into a conversation. */
const INAUDIBLE_MS = 5_000;

export class AudibilityMonitor {
  readonly #tell: (isHeard: boolean) => void;
  /** Who does not, each with the time after which that is told. */
  readonly #notHearing = new Map<ParticipantId, NodeJS.Timeout>();
  #isHeard = true;

  constructor(tell: (isHeard: boolean) => void) {
    this.#tell = tell;
  }

  reported(by: ParticipantId, sound: AudioPlayback): void {
    if (sound !== 'notReceived' && sound !== 'blocked') this.forget(by);
    else if (!this.#notHearing.has(by))
      this.#notHearing.set(
        by,
        setTimeout(() => this.#change(false), INAUDIBLE_MS),
      );
  }

  /** Hears, or has left. */
  forget(id: ParticipantId): void {
    clearTimeout(this.#notHearing.get(id));
    this.#notHearing.delete(id);
    if (this.#notHearing.size === 0) this.#change(true);
  }

  /** One is not in that meeting any more. */
  clear(): void {
    for (const timer of this.#notHearing.values()) clearTimeout(timer);
    this.#notHearing.clear();
    this.#isHeard = true;
  }

  #change(isHeard: boolean): void {
    if (isHeard === this.#isHeard) return;
    this.#isHeard = isHeard;
    this.#tell(isHeard);
  }
}
