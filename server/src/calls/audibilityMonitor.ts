// Watches, by the others' playback reports, whether everybody hears a caller: tells when somebody hasn't for a while,
// and when everybody does again.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { AudioPlayback } from '@distansmote/shared/signalling/playback.ts';

/** Shorter gaps aren't worth interrupting a conversation. */
const INAUDIBLE_MS = 5_000;

export class AudibilityMonitor {
  readonly #tell: (isHeard: boolean) => void;
  /** Who doesn't hear the caller, each with the timer that will tell. */
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

  /** Somebody hears the caller, or has left. */
  forget(id: ParticipantId): void {
    clearTimeout(this.#notHearing.get(id));
    this.#notHearing.delete(id);
    if (this.#notHearing.size === 0) this.#change(true);
  }

  /** The caller has left the meeting. */
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
