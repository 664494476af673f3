// Those who have knocked and wait to be let in: they are told of nothing but whether somebody could.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';

/** In one meeting; a stranger who fills it keeps out strangers only: whoever has been let in is known. */
const MAX_GUESTS = 50;
/** Of one address: a whole office may come from one. */
const MAX_OF_ADDRESS = 25;

export interface LobbyPlace {
  readonly guest: LobbyGuest;
  readonly address: string;
  tell(notice: Notice): void;
}

export class Lobby {
  /** In the order they came. */
  readonly #places = new Map<ParticipantId, LobbyPlace>();

  get size(): number {
    return this.#places.size;
  }

  get guests(): LobbyGuest[] {
    return [...this.#places.values()].map(({ guest }) => guest);
  }

  /** Whoever knocks again takes the former place. */
  hasRoomFor({ guest, address }: LobbyPlace): boolean {
    const others = [...this.#places.values()].filter((place) => place.guest.id !== guest.id);
    const ofAddress = others.filter((place) => place.address === address);
    return others.length < MAX_GUESTS && ofAddress.length < MAX_OF_ADDRESS;
  }

  add(place: LobbyPlace): void {
    this.#places.set(place.guest.id, place);
  }

  find(id: ParticipantId): LobbyPlace | undefined {
    return this.#places.get(id);
  }

  /** False when it was not there, or somebody else has that place now. */
  remove(place: LobbyPlace): boolean {
    return this.#places.get(place.guest.id) === place && this.#places.delete(place.guest.id);
  }

  tellAll(notice: Notice): void {
    for (const place of this.#places.values()) place.tell(notice);
  }

  clear(): void {
    this.#places.clear();
  }
}
