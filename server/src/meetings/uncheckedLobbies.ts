// Lobbies for numbers that aren't tried while somebody guesses: they behave the same whether or not the number
// exists.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import type { Hold, Limiter } from '../limits/limiter.ts';
import type { LobbyDoor, LobbyEntry } from './lobby.ts';

/** Maximum wait by kind of client. A telephone occupies a line of the trunk. */
const MAX_WAIT_MS = { browser: 30 * 60_000, phone: 2 * 60_000, room: 2 * 60_000 };
/** Shown to a convener at a time, per number; more come up as these are decided. */
const MAX_SHOWN = 25;
/** Delay before conveners are told, so that a knock doesn't take longer where there is a convener to tell. */
const UPDATE_DELAY_MS = 250;

/** The people who wait for one number. */
export interface UncheckedLobby extends LobbyDoor {
  has(id: ParticipantId): boolean;
  /** Everybody on whom a convener of that meeting is to decide. */
  guests(): LobbyGuest[];
  /**
   * A convener's decision.
   * @returns whose entry it was; undefined when nobody with that id waits.
   */
  decide(id: ParticipantId, isLetIn: boolean): LobbyEntry | undefined;
}

interface Waiting {
  entry: LobbyEntry;
  expiry: NodeJS.Timeout;
  hold: Hold;
}

/**
 * Nothing here asks whether a number exists. Those who wait are told only `admitted` by a convener, or `denied` when
 * their time is up. Whom a convener denies keeps waiting, unseen, so that a guesser learns nothing.
 */
export class UncheckedLobbies {
  /** By call ID, oldest first. */
  readonly #waiting = new Map<CallId, Map<ParticipantId, Waiting>>();
  /** Denied by a convener. Kept until their wait would have ended. */
  readonly #denied = new Set<ParticipantId>();
  readonly #limiter: Limiter;
  readonly #onChanged: (callId: CallId) => void;
  readonly #changedIds = new Set<CallId>();

  /** @param changed called, with a delay, for each number at which somebody has come or gone. */
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

  /**
   * Knocking again replaces the former entry.
   * @throws LimitExceeded, regardless of whether the number exists.
   */
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
   * Sorted by rank within the address: the first of each address precedes the second of any, so that flooding the
   * list from a few addresses hides nobody.
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
