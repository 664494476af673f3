// Tells the conveners who waits in the lobby: at once, then at most four times a second, and in the end always as it is.
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import type { Participant } from './leg.ts';

/** However often people knock and give up, a convener's page is told no oftener. */
const TELL_EVERY_MS = 250;

export interface LobbyNewsDeps {
  present(): Iterable<Participant>;
  guests(): LobbyGuest[];
}

export class LobbyNews {
  readonly #deps: LobbyNewsDeps;
  #timer: NodeJS.Timeout | undefined;
  #hasChanged = false;
  #closed = false;

  constructor(deps: LobbyNewsDeps) {
    this.#deps = deps;
  }

  changed(): void {
    if (this.#closed) return;
    if (this.#timer !== undefined) {
      this.#hasChanged = true;
      return;
    }
    this.#hasChanged = false;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#hasChanged) this.changed();
    }, TELL_EVERY_MS);
    for (const participant of this.#deps.present())
      if (participant.isConvener) void this.#tell(participant);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #tell(convener: Participant): Promise<void> {
    const mayKnow = await convener.leadsStill();
    // As it is by now: of two lookups the one that was begun later may be over first.
    if (mayKnow && !this.#closed)
      convener.tell({ name: 'lobbyChanged', body: { lobby: this.#deps.guests() } });
  }
}
