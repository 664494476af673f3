// The lobby of one meeting: people who have knocked. They learn nothing but whether a convener is there.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { LobbyEvent } from './events.ts';
import { Denials } from './denials.ts';
import type { UncheckedLobby } from './uncheckedLobbies.ts';

/** As many as a convener can look through. */
const MAX_GUESTS = 50;
/** When somebody who was displaced by another may knock again. */
const DISPLACED_RETRY_SECONDS = 10;

export interface LobbyEntry {
  readonly guest: LobbyGuest;
  /** Entries are counted per address: an IPv4 address, an IPv6 site, or a caller's number. */
  readonly address: string;
  /** Recognises other tabs of the same browser; undefined when it isn't recognised. */
  readonly browserId?: string | undefined;
  tell(event: LobbyEvent): void;
}

/** Whom a decision is about. */
export type Decided = Pick<LobbyEntry, 'guest' | 'browserId'>;

/** What a waiting client needs of a lobby, checked or unchecked. */
export interface LobbyDoor {
  /**
   * @returns false when the lobby is full.
   * @throws LimitExceeded
   */
  knock(entry: LobbyEntry): boolean;
  leaveLobby(entry: LobbyEntry): void;
}

export class Lobby {
  /** Oldest first. */
  readonly #entries = new Map<ParticipantId, LobbyEntry>();
  readonly denials: Denials;
  readonly #unchecked: UncheckedLobby;

  /**
   * @param unchecked people who knock for the same number while numbers aren't tried. They don't keep the meeting
   * open.
   */
  constructor(callId: CallId, limiter: Limiter, unchecked: UncheckedLobby) {
    this.denials = new Denials(callId, limiter);
    this.#unchecked = unchecked;
  }

  /** Without the unchecked ones. */
  get size(): number {
    return this.#entries.size;
  }

  /** Everybody on whom a convener is to decide, unchecked ones last. */
  get guests(): LobbyGuest[] {
    const checked = [...this.#entries.values()].map(({ guest }) => guest);
    return [...checked, ...this.#unchecked.guests()];
  }

  /**
   * Knocking again replaces the former entry.
   * @returns false when the lobby is full.
   * @throws LimitExceeded for somebody who was denied a moment ago.
   */
  add(entry: LobbyEntry): boolean {
    this.denials.check(entry);
    if (!this.#entries.has(entry.guest.id) && this.size >= MAX_GUESTS && !this.#makeRoomFor(entry))
      return false;
    this.#entries.set(entry.guest.id, entry);
    return true;
  }

  /** Without the unchecked ones. */
  get ids(): ParticipantId[] {
    return [...this.#entries.keys()];
  }

  has(id: ParticipantId): boolean {
    return this.#entries.has(id) || this.#unchecked.has(id);
  }

  /**
   * A convener's decision: tells the guest, who stops waiting.
   * @returns whose entry it was; undefined when nobody with that id waits.
   */
  decide(id: ParticipantId, isLetIn: boolean): Decided | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined) return this.#unchecked.decide(id, isLetIn);
    this.#entries.delete(id);
    if (isLetIn) entry.tell({ type: 'admitted' });
    else {
      const retryAfterSeconds = this.denials.add(entry);
      entry.tell({ type: 'denied', retryAfterSeconds });
    }
    return entry;
  }

  /** False when it isn't there, or has been replaced by a newer entry. */
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
   * Full: the newest entry of the address with the most gives way to an address with fewer, so that flooding a lobby
   * only displaces the flooder's own entries.
   * @returns false when no address has more entries than this one would.
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
