// Those who have knocked and wait to be let in: they are told of nothing but whether somebody could.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { LobbyEvent } from './events.ts';
import { Denials } from './denials.ts';
import type { UncheckedLobby } from './uncheckedLobbies.ts';

/** In one meeting: as many as a convener can look through. */
const MAX_GUESTS = 50;
/** After which somebody may knock again who had to make room for another. */
const DISPLACED_RETRY_SECONDS = 10;

export interface LobbyEntry {
  readonly guest: LobbyGuest;
  /** Whose entries are counted together: an IPv4 address or an IPv6 site, or who rings. */
  readonly address: string;
  /** By which its other tabs are known; undefined where it is not. */
  readonly browserId?: string | undefined;
  tell(event: LobbyEvent): void;
}

/** Where somebody knocks. */
export interface LobbyDoor {
  /** @returns false when the lobby is full. @throws LimitExceeded */
  knock(entry: LobbyEntry): boolean;
  leaveLobby(entry: LobbyEntry): void;
}

export class Lobby {
  /** In the order they came. */
  readonly #entries = new Map<ParticipantId, LobbyEntry>();
  readonly #denials: Denials;
  readonly #unchecked: UncheckedLobby;

  /** @param unchecked who knocks for the same number while numbers are not tried: they keep no meeting open. */
  constructor(callId: CallId, limiter: Limiter, unchecked: UncheckedLobby) {
    this.#denials = new Denials(callId, limiter);
    this.#unchecked = unchecked;
  }

  /** Without the unchecked. */
  get size(): number {
    return this.#entries.size;
  }

  /** Whom a convener is to decide on. */
  get guests(): LobbyGuest[] {
    const checked = [...this.#entries.values()].map(({ guest }) => guest);
    return [...checked, ...this.#unchecked.guests()];
  }

  /**
   * Whoever knocks again takes the former entry.
   * @returns false when it is full. @throws LimitExceeded for who was turned away a moment ago.
   */
  add(entry: LobbyEntry): boolean {
    this.#denials.check(entry);
    if (!this.#entries.has(entry.guest.id) && this.size >= MAX_GUESTS && !this.#makeRoomFor(entry))
      return false;
    this.#entries.set(entry.guest.id, entry);
    return true;
  }

  has(id: ParticipantId): boolean {
    return this.#entries.has(id) || this.#unchecked.has(id);
  }

  /** By a convener: tells them, and lets them go. @returns whom it was about; undefined when nobody of that id waits. */
  decide(id: ParticipantId, isLetIn: boolean): LobbyEntry | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined) return this.#unchecked.decide(id, isLetIn);
    this.#entries.delete(id);
    if (isLetIn) entry.tell({ type: 'admitted' });
    else {
      const retryAfterSeconds = this.#denials.add(entry);
      entry.tell({ type: 'denied', retryAfterSeconds });
    }
    return entry;
  }

  /** False when it was not there, or somebody else has that entry now. */
  remove(entry: LobbyEntry): boolean {
    return this.#entries.get(entry.guest.id) === entry && this.#entries.delete(entry.guest.id);
  }

  tellAll(event: LobbyEvent): void {
    for (const entry of this.#entries.values()) entry.tell(event);
  }

  clear(): void {
    this.#entries.clear();
  }

  /**
   * The newest of the address that has the most gives way to an address that has fewer: who fills a lobby takes the
   * entries from themselves. @returns false where no address has more than this one would have.
   */
  #makeRoomFor({ address }: LobbyEntry): boolean {
    const entries = [...this.#entries.values()];
    const counts = new Map<string, number>();
    for (const entry of entries) counts.set(entry.address, (counts.get(entry.address) ?? 0) + 1);
    const most = Math.max(...counts.values());
    if (most <= (counts.get(address) ?? 0) + 1) return false;
    const newest = entries.findLast((entry) => counts.get(entry.address) === most);
    if (newest === undefined) return false;
    this.remove(newest);
    newest.tell({ type: 'denied', retryAfterSeconds: DISPLACED_RETRY_SECONDS });
    return true;
  }
}
