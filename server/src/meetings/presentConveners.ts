// The conveners who are in the meeting: whether there is one, and whether each may still moderate.
import type { Lobby } from './lobby.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';

export interface PresentConvenersDeps {
  roster: Roster;
  lobby: Lobby;
  /** Somebody may no longer moderate: they stay as a guest, and may be removed. */
  onLost(person: Person): void;
  /** The account could not be looked up. */
  onLookupFailed(error: unknown): void;
}

/**
 * Not the conveners that a space names (`spaces/conveners.ts`), but those present now. The lobby is told when there
 * is one.
 */
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

  /** Call when somebody has joined, left, or lost the right to moderate. */
  changed(): void {
    const isThere = this.persons.length > 0;
    if (isThere === this.#isThere) return;
    this.#isThere = isThere;
    this.#deps.lobby.tellAll({ type: 'convenerPresenceChanged', isConvenerThere: isThere });
  }

  /**
   * Looks the account up again. When the look-up fails they keep the right: while the database is down, somebody must
   * still see who knocks.
   */
  async isStillConvener(person: Person): Promise<boolean> {
    if (!person.isConvener) return false;
    try {
      if (await person.canModerate()) return true;
    } catch (error) {
      this.#deps.onLookupFailed(error);
      return true;
    }
    // Two concurrent checks report it once.
    if (person.loseModeration()) {
      this.#deps.onLost(person);
      this.changed();
    }
    return false;
  }
}
