// How a meeting leaves for another server while its people stay: each page gets ready there, and all go at one word, calls too.
import type { Leg } from './leg.ts';
import type { Lobby } from './lobby.ts';
import type { Roster } from './roster.ts';

export class Departure {
  readonly #roster: Roster;
  readonly #lobby: () => Pick<Lobby, 'tellAll' | 'clear'>;
  readonly #ready = new WeakSet<Leg>();
  #state: 'none' | 'underWay' | 'frozen' = 'none';
  #onReady: () => void = () => undefined;

  constructor(roster: Roster, lobby: () => Pick<Lobby, 'tellAll' | 'clear'>) {
    this.#roster = roster;
    this.#lobby = lobby;
  }

  /** Nobody new comes in here any more. */
  get isUnderWay(): boolean {
    return this.#state !== 'none';
  }

  /** Another server has the last state of it: what changes here now would be lost. */
  get isFrozen(): boolean {
    return this.#state === 'frozen';
  }

  /**
   * Tells each page to get ready.
   * @returns when all are, or after so many milliseconds.
   */
  async prepare(withinMs: number): Promise<void> {
    this.#state = 'underWay';
    this.#roster.tellEverybody({ type: 'moving' });
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs);
      this.#onReady = () => {
        if (this.#areAllReady) resolve();
      };
      // All may have left already.
      this.#onReady();
    });
    clearTimeout(timer);
  }

  /** That leg's page is ready at the other server. */
  ready(leg: Leg): void {
    // Said before anybody was asked, it would be no sign of anything.
    if (this.#state !== 'underWay') return;
    this.#ready.add(leg);
    this.#onReady();
  }

  /** Somebody has left who was waited for, or all, with the meeting. */
  left(): void {
    this.#onReady();
  }

  /** From now on nobody leaves, as far as the others are told: it is the other server's to say. */
  freeze(): void {
    this.#state = 'frozen';
  }

  /** The word at which all go. Here nobody is told that a call has left: its person stays, as far as this server knows. */
  go(): void {
    this.#roster.tellEverybody({ type: 'moveNow' });
    const moved = { type: 'meetingEnded', reason: 'moved' } as const;
    for (const leg of this.#legs) {
      if (leg.capabilities.getsReady) continue;
      leg.tell(moved);
      // It is told no more of this meeting, not even that it ends.
      leg.close();
    }
    const lobby = this.#lobby();
    lobby.tellAll(moved);
    lobby.clear();
  }

  get #areAllReady(): boolean {
    return this.#legs.every((leg) => !leg.capabilities.getsReady || this.#ready.has(leg));
  }

  get #legs(): Leg[] {
    return [...this.#roster.persons.values()].flatMap(({ legs }) => legs);
  }
}
