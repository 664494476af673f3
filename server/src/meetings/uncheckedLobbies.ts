// Those who knock for a number that is not tried while somebody guesses: kept alike for every number, right or wrong.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import type { Hold, Limiter } from '../limits/limiter.ts';
import type { LobbyDoor, LobbyEntry } from './lobby.ts';

/** How long somebody may wait, by what they come by: a telephone holds a line of the trunk meanwhile. */
const MAX_WAIT_MS = { browser: 30 * 60_000, phone: 2 * 60_000, room: 2 * 60_000 };
/** Of one number so many are shown to a convener; more come up as these are decided on. */
const MAX_SHOWN = 25;
/** Conveners are told of changes so late, so that no reply takes longer where there is one. */
const UPDATE_DELAY_MS = 250;

/** Those who wait for one number. */
export interface UncheckedLobby extends LobbyDoor {
  has(id: ParticipantId): boolean;
  /** Whom a convener of a meeting with that number is to decide on. */
  guests(): LobbyGuest[];
  /** @returns whom it was about; undefined when nobody of that id waits there. */
  decide(id: ParticipantId, isLetIn: boolean): LobbyEntry | undefined;
}

interface Waiting {
  entry: LobbyEntry;
  expiry: NodeJS.Timeout;
  hold: Hold;
}

/**
 * Nothing here asks whether a number exists, and nothing is told to those who wait but `admitted` by a convener and, when
 * their time is over, `denied`: whom a convener has turned away waits on unseen, so that a guesser learns nothing
 * from being refused.
 */
export class UncheckedLobbies {
  /** Of each number in the order they came. */
  readonly #waiting = new Map<CallId, Map<ParticipantId, Waiting>>();
  /** Whom a convener has turned away, until they could have waited to the end. */
  readonly #denied = new Set<ParticipantId>();
  readonly #limiter: Limiter;
  readonly #onChanged: (callId: CallId) => void;
  readonly #changedIds = new Set<CallId>();

  /** @param changed is told a little later of each number for which somebody has come or gone. */
  constructor(limiter: Limiter, changed: (callId: CallId) => void) {
    this.#limiter = limiter;
    this.#onChanged = changed;
  }

  of(callId: CallId): UncheckedLobby {
    return {
      knock: (entry) => {
        this.#add(callId, entry);
        return true;
      },
      leaveLobby: (entry) => this.#remove(callId, entry),
      has: (id) => this.#waiting.get(callId)?.has(id) === true,
      guests: () => this.#guestsOf(callId),
      decide: (id, isLetIn) => this.#decide(callId, id, isLetIn),
    };
  }

  /** Whoever knocks again takes the former entry. @throws LimitExceeded, alike for every number. */
  #add(callId: CallId, entry: LobbyEntry): void {
    const { kind, id } = entry.guest;
    const former = this.#waiting.get(callId)?.get(id);
    if (former !== undefined) this.#remove(callId, former.entry);
    const hold =
      kind === 'browser'
        ? this.#limiter.acquire('uncheckedKnocks', { address: entry.address })
        : this.#limiter.acquire('uncheckedCalls', {});
    const expire = () => {
      this.#remove(callId, entry);
      entry.tell({ type: 'denied' });
    };
    const waiting = this.#waiting.get(callId) ?? new Map<ParticipantId, Waiting>();
    this.#waiting.set(callId, waiting);
    waiting.set(id, { entry, hold, expiry: setTimeout(expire, MAX_WAIT_MS[kind]).unref() });
    this.#scheduleUpdate(callId);
  }

  #remove(callId: CallId, entry: LobbyEntry): void {
    const waiting = this.#waiting.get(callId);
    const held = waiting?.get(entry.guest.id);
    if (waiting === undefined || held?.entry !== entry) return;
    clearTimeout(held.expiry);
    held.hold.release();
    waiting.delete(entry.guest.id);
    if (waiting.size === 0) this.#waiting.delete(callId);
    this.#scheduleUpdate(callId);
  }

  #decide(callId: CallId, id: ParticipantId, isLetIn: boolean): LobbyEntry | undefined {
    const entry = this.#waiting.get(callId)?.get(id)?.entry;
    if (entry === undefined) return undefined;
    if (isLetIn) {
      this.#remove(callId, entry);
      entry.tell({ type: 'admitted' });
    } else {
      this.#denied.add(id);
      setTimeout(() => this.#denied.delete(id), MAX_WAIT_MS[entry.guest.kind]).unref();
    }
    return entry;
  }

  /**
   * The first of each address comes before the second of any, so that nobody who fills the list from a few addresses
   * hides the others.
   */
  #guestsOf(callId: CallId): LobbyGuest[] {
    const countOf = new Map<string, number>();
    return [...(this.#waiting.get(callId)?.values() ?? [])]
      .filter(({ entry }) => !this.#denied.has(entry.guest.id))
      .map(({ entry: { guest, address } }) => {
        const before = countOf.get(address) ?? 0;
        countOf.set(address, before + 1);
        return { guest, before };
      })
      .sort((a, b) => a.before - b.before)
      .slice(0, MAX_SHOWN)
      .map(({ guest }) => ({ ...guest, isUnchecked: true }));
  }

  #scheduleUpdate(callId: CallId): void {
    const isScheduled = this.#changedIds.size > 0;
    this.#changedIds.add(callId);
    if (isScheduled) return;
    const tell = () => {
      const changed = [...this.#changedIds];
      this.#changedIds.clear();
      for (const id of changed) this.#onChanged(id);
    };
    setTimeout(tell, UPDATE_DELAY_MS).unref();
  }
}
