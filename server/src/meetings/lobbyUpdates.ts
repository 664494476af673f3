// Tells conveners who waits in the lobby: at once, then at most four times a second, and less often where names are
// long; always ending with the latest state.
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import type { PresentConveners } from './presentConveners.ts';
import type { Person } from './person.ts';

/** Conveners are told no more often than this, however often people knock and leave. */
const MIN_INTERVAL_MS = 250;
/** Fifty people with the names of nine companions each are 100 kB, which would leave a convener no room for sound. */
const MAX_BYTES_PER_MS = 25;

export class LobbyUpdates {
  readonly #presentConveners: PresentConveners;
  readonly #guests: () => LobbyGuest[];
  #timer: NodeJS.Timeout | undefined;
  #hasChanged = false;
  #closed = false;

  /** @param guests returns who waits now. */
  constructor(presentConveners: PresentConveners, guests: () => LobbyGuest[]) {
    this.#presentConveners = presentConveners;
    this.#guests = guests;
  }

  changed(): void {
    if (this.#closed) return;
    if (this.#timer !== undefined) {
      this.#hasChanged = true;
      return;
    }
    this.#hasChanged = false;
    const bytes = Buffer.byteLength(JSON.stringify(this.#guests()));
    const next = () => {
      this.#timer = undefined;
      if (this.#hasChanged) this.changed();
    };
    this.#timer = setTimeout(next, Math.max(MIN_INTERVAL_MS, bytes / MAX_BYTES_PER_MS));
    for (const convener of this.#presentConveners.persons) void this.#tell(convener);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #tell(convener: Person): Promise<void> {
    const mayKnow = await this.#presentConveners.isStillConvener(convener);
    // Read after the await: of two concurrent look-ups, either may finish last.
    if (mayKnow && !this.#closed) convener.tell({ type: 'lobbyChanged', guests: this.#guests() });
  }
}
