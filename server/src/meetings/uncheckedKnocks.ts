// Those who knock for a number that is not tried while somebody guesses: kept alike for every number, right or wrong.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import type { Hold, Limiter } from '../limits/limiter.ts';
import type { LobbyDoor, LobbyPlace } from './lobby.ts';

/** How long somebody may wait, by what they come by: a telephone holds a line of the trunk meanwhile. */
const MAX_WAIT_MS = { browser: 30 * 60_000, phone: 2 * 60_000, room: 2 * 60_000 };
/** Of one number so many are shown to a convener; more come up as these are decided on. */
const MAX_SHOWN = 25;
/** Conveners are told of changes so late, so that no reply takes longer where there is one. */
const TELL_AFTER_MS = 250;

/** Those who wait for one number. */
export interface UncheckedLobby extends LobbyDoor {
  has(id: ParticipantId): boolean;
  /** Whom a convener of a meeting with that number is to decide on. */
  guests(): LobbyGuest[];
  /** @returns whom it was about; undefined when nobody of that id waits there. */
  decide(id: ParticipantId, isLetIn: boolean): LobbyPlace | undefined;
}

interface Held {
  place: LobbyPlace;
  expiry: NodeJS.Timeout;
  hold: Hold;
}

/**
 * Nothing here asks whether a number exists, and nothing is told to those who wait but `admitted` by a convener and, when
 * their time is over, `denied`: whom a convener has turned away waits on unseen, so that a guesser learns nothing
 * from being refused.
 */
export class UncheckedKnocks {
  /** Of each number in the order they came. */
  readonly #held = new Map<CallId, Map<ParticipantId, Held>>();
  /** Whom a convener has turned away, until they could have waited to the end. */
  readonly #turnedAway = new Set<ParticipantId>();
  readonly #limiter: Limiter;
  readonly #changed: (callId: CallId) => void;
  readonly #changedIds = new Set<CallId>();

  /** @param changed is told a little later of each number for which somebody has come or gone. */
  constructor(limiter: Limiter, changed: (callId: CallId) => void) {
    this.#limiter = limiter;
    this.#changed = changed;
  }

  of(callId: CallId): UncheckedLobby {
    return {
      knock: (place) => {
        this.#add(callId, place);
        return true;
      },
      leaveLobby: (place) => this.#remove(callId, place),
      has: (id) => this.#held.get(callId)?.has(id) === true,
      guests: () => this.#guestsOf(callId),
      decide: (id, isLetIn) => this.#decide(callId, id, isLetIn),
    };
  }

  /** Whoever knocks again takes the former place. @throws LimitExceeded, alike for every number. */
  #add(callId: CallId, place: LobbyPlace): void {
    const { kind, id } = place.guest;
    const former = this.#held.get(callId)?.get(id);
    if (former !== undefined) this.#remove(callId, former.place);
    const hold =
      kind === 'browser'
        ? this.#limiter.acquire('uncheckedKnocks', { address: place.address })
        : this.#limiter.acquire('uncheckedCalls', {});
    const expire = () => {
      this.#remove(callId, place);
      place.tell({ type: 'denied' });
    };
    const places = this.#held.get(callId) ?? new Map<ParticipantId, Held>();
    this.#held.set(callId, places);
    places.set(id, { place, hold, expiry: setTimeout(expire, MAX_WAIT_MS[kind]).unref() });
    this.#tellSoon(callId);
  }

  #remove(callId: CallId, place: LobbyPlace): void {
    const places = this.#held.get(callId);
    const held = places?.get(place.guest.id);
    if (places === undefined || held?.place !== place) return;
    clearTimeout(held.expiry);
    held.hold.release();
    places.delete(place.guest.id);
    if (places.size === 0) this.#held.delete(callId);
    this.#tellSoon(callId);
  }

  #decide(callId: CallId, id: ParticipantId, isLetIn: boolean): LobbyPlace | undefined {
    const place = this.#held.get(callId)?.get(id)?.place;
    if (place === undefined) return undefined;
    if (isLetIn) {
      this.#remove(callId, place);
      place.tell({ type: 'admitted' });
    } else {
      this.#turnedAway.add(id);
      setTimeout(() => this.#turnedAway.delete(id), MAX_WAIT_MS[place.guest.kind]).unref();
    }
    return place;
  }

  /**
   * The first of each address comes before the second of any, so that nobody who fills the list from a few addresses
   * hides the others.
   */
  #guestsOf(callId: CallId): LobbyGuest[] {
    const countOf = new Map<string, number>();
    return [...(this.#held.get(callId)?.values() ?? [])]
      .filter(({ place }) => !this.#turnedAway.has(place.guest.id))
      .map(({ place: { guest, address } }) => {
        const before = countOf.get(address) ?? 0;
        countOf.set(address, before + 1);
        return { guest, before };
      })
      .sort((a, b) => a.before - b.before)
      .slice(0, MAX_SHOWN)
      .map(({ guest }) => ({ ...guest, isUnchecked: true }));
  }

  #tellSoon(callId: CallId): void {
    const isTold = this.#changedIds.size > 0;
    this.#changedIds.add(callId);
    if (isTold) return;
    const tell = () => {
      const changed = [...this.#changedIds];
      this.#changedIds.clear();
      for (const id of changed) this.#changed(id);
    };
    setTimeout(tell, TELL_AFTER_MS).unref();
  }
}
