// Those who have knocked and wait to be let in: they are told of nothing but whether somebody could.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { LobbyEvent } from './events.ts';
import { TurnedAway } from './turnedAway.ts';
import type { UncheckedLobby } from './uncheckedKnocks.ts';

/** In one meeting: as many as a convener can look through. */
const MAX_GUESTS = 50;
/** After which somebody may knock again who had to make room for another. */
const DISPLACED_SECONDS = 10;

export interface LobbyPlace {
  readonly guest: LobbyGuest;
  /** Whose places are counted together: an IPv4 address or an IPv6 site, or who rings. */
  readonly address: string;
  /** By which its other tabs are known; undefined where it is not. */
  readonly browserId?: string | undefined;
  tell(event: LobbyEvent): void;
}

/** Where somebody knocks. */
export interface LobbyDoor {
  /** @returns false when the lobby is full. @throws LimitExceeded */
  knock(place: LobbyPlace): boolean;
  leaveLobby(place: LobbyPlace): void;
}

export class Lobby {
  /** In the order they came. */
  readonly #places = new Map<ParticipantId, LobbyPlace>();
  readonly #turnedAway: TurnedAway;
  readonly #unchecked: UncheckedLobby;

  /** @param unchecked who knocks for the same number while numbers are not tried: they keep no meeting open. */
  constructor(callId: CallId, limiter: Limiter, unchecked: UncheckedLobby) {
    this.#turnedAway = new TurnedAway(callId, limiter);
    this.#unchecked = unchecked;
  }

  /** Without the unchecked. */
  get size(): number {
    return this.#places.size;
  }

  /** Whom a convener is to decide on. */
  get guests(): LobbyGuest[] {
    const checked = [...this.#places.values()].map(({ guest }) => guest);
    return [...checked, ...this.#unchecked.guests()];
  }

  /**
   * Whoever knocks again takes the former place.
   * @returns false when it is full. @throws LimitExceeded for who was turned away a moment ago.
   */
  add(place: LobbyPlace): boolean {
    this.#turnedAway.check(place);
    if (!this.#places.has(place.guest.id) && this.size >= MAX_GUESTS && !this.#makeRoomFor(place))
      return false;
    this.#places.set(place.guest.id, place);
    return true;
  }

  has(id: ParticipantId): boolean {
    return this.#places.has(id) || this.#unchecked.has(id);
  }

  /** By a convener: tells them, and lets them go. @returns whom it was about; undefined when nobody of that id waits. */
  decide(id: ParticipantId, isLetIn: boolean): LobbyPlace | undefined {
    const place = this.#places.get(id);
    if (place === undefined) return this.#unchecked.decide(id, isLetIn);
    this.#places.delete(id);
    if (isLetIn) place.tell({ type: 'admitted' });
    else {
      const retryAfterSeconds = this.#turnedAway.add(place);
      place.tell({ type: 'denied', retryAfterSeconds });
    }
    return place;
  }

  /** False when it was not there, or somebody else has that place now. */
  remove(place: LobbyPlace): boolean {
    return this.#places.get(place.guest.id) === place && this.#places.delete(place.guest.id);
  }

  tellAll(event: LobbyEvent): void {
    for (const place of this.#places.values()) place.tell(event);
  }

  clear(): void {
    this.#places.clear();
  }

  /**
   * The newest of the address that has the most gives way to an address that has fewer: who fills a lobby takes the
   * places from themselves. @returns false where no address has more than this one would have.
   */
  #makeRoomFor({ address }: LobbyPlace): boolean {
    const places = [...this.#places.values()];
    const counts = new Map<string, number>();
    for (const place of places) counts.set(place.address, (counts.get(place.address) ?? 0) + 1);
    const most = Math.max(...counts.values());
    if (most <= (counts.get(address) ?? 0) + 1) return false;
    const newest = places.findLast((place) => counts.get(place.address) === most);
    if (newest === undefined) return false;
    this.remove(newest);
    newest.tell({ type: 'denied', retryAfterSeconds: DISPLACED_SECONDS });
    return true;
  }
}
