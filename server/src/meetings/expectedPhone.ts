// Keeps the place of a linked phone whose page has come back first, so that the page's sound and microphone stay off.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Leg } from './leg.ts';

/** A call that is alive is back within a second. Until then its person hears nothing. */
const WITHIN_MS = 5_000;

export class ExpectedPhone implements Leg {
  readonly personId: ParticipantId;
  readonly kind = 'phone';
  readonly capabilities = {
    readsChat: false,
    readsText: false,
    namesItself: false,
    takesOverAudio: true,
    getsReady: false,
  };
  readonly aliasId = undefined;
  readonly sentTracks = [];
  readonly connectionQuality = 'good';
  readonly #timer: NodeJS.Timeout;

  /** @param onMissing the telephone has not come: called once, unless it is closed before. */
  constructor(personId: ParticipantId, onMissing: (leg: Leg) => void) {
    this.personId = personId;
    this.#timer = setTimeout(() => onMissing(this), WITHIN_MS).unref();
  }

  start(): void {
    // Nothing is prepared.
  }

  tell(): void {
    // There is nobody to tell.
  }

  offer(): void {
    // Nor to hear.
  }

  setAudioForwarding(): void {
    // It has no audio.
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
