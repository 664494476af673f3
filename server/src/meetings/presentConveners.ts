// Whether a convener is in the meeting, and whether each still is one; those in the lobby are told when that changes.
import type { Lobby } from './lobby.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';

export interface PresentConvenersDeps {
  roster: Roster;
  lobby: Lobby;
  /** Somebody has lost the right to moderate: they stay as anybody, and may be removed. */
  onLost(person: Person): void;
  /** They could not be looked up. */
  onLookupFailed(error: unknown): void;
}

export class PresentConveners {
  readonly #deps: PresentConvenersDeps;
  #isThere = false;

  constructor(deps: PresentConvenersDeps) {
    this.#deps = deps;
  }

  get isThere(): boolean {
    return this.#isThere;
  }

  get persons(): Person[] {
    return [...this.#deps.roster.persons.values()].filter(({ isConvener }) => isConvener);
  }

  /** Somebody has come, gone, or lost the right to moderate. */
  changed(): void {
    const isThere = this.persons.length > 0;
    if (isThere === this.#isThere) return;
    this.#isThere = isThere;
    this.#deps.lobby.tellAll({ type: 'convenerPresenceChanged', isConvenerThere: isThere });
  }

  /**
   * Asked anew. While it cannot be looked up they keep the right: better that somebody hears of who knocks than nobody,
   * while the database is away.
   */
  async isStillConvener(person: Person): Promise<boolean> {
    if (!person.isConvener) return false;
    try {
      if (await person.canModerate()) return true;
    } catch (error) {
      this.#deps.onLookupFailed(error);
      return true;
    }
    // Asked twice at once, it is lost once.
    if (person.loseModeration()) {
      this.#deps.onLost(person);
      this.changed();
    }
    return false;
  }
}
