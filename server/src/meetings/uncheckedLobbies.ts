// Lobbies for numbers that aren't tried while somebody guesses: they behave the same whether or not the number
// exists.
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { LobbyGuest } from '@distansmote/shared/signalling/shapes.ts';
import type { Hold, Limiter } from '../limits/limiter.ts';
import type { Decided, LobbyDoor, LobbyEntry } from './lobby.ts';

/** Maximum wait by kind of client. A telephone occupies a line of the trunk. */
const MAX_WAIT_MS = { browser: 30 * 60_000, phone: 2 * 60_000, room: 2 * 60_000 };
/** Shown to a convener at a time, per number; more come up as these are decided. */
export const MAX_SHOWN = 25;
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
  decide(id: ParticipantId, isLetIn: boolean): Decided | undefined;
}

export interface UncheckedGuest extends Decided {
  /** The same for all of one address. */
  from: string;
}

/** Those who wait at other servers for meetings of this one. */
export interface UncheckedElsewhere {
  /** What other servers may know of an address: which guests it has in common. */
  fromOf(address: string): string;
  guestsAt(callId: CallId): readonly UncheckedGuest[];
  /** A convener's decision, which the guest's server will hear. @returns undefined when nobody with that id waits there. */
  decide(callId: CallId, id: ParticipantId, isLetIn: boolean): Decided | undefined;
}

interface Waiting {
  entry: LobbyEntry;
  from: string;
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
  #elsewhere: UncheckedElsewhere | undefined;

  /** @param changed called, with a delay, for each number at which somebody has come or gone. */
  constructor(limiter: Limiter, changed: (callId: CallId) => void) {
    this.#limiter = limiter;
    this.#onChanged = changed;
  }

  /** Called once, before anybody comes. */
  joinWith(elsewhere: UncheckedElsewhere): void {
    this.#elsewhere = elsewhere;
  }

  /** The numbers that somebody waits for here. */
  get callIds(): CallId[] {
    return [...this.#waiting.keys()];
  }

  /** Those who wait here, and may belong to a meeting of another server: as many as a convener is shown, in the order of `guests`. */
  guestsToLead(callId: CallId): UncheckedGuest[] {
    return ranked(this.#undecidedAt(callId));
  }

  /**
   * A decision made at the server that holds the meeting.
   * @param room by which whoever is let in finds the way there.
   * @returns false when nobody with that id waits here.
   */
  decidedElsewhere(callId: CallId, id: ParticipantId, isLetIn: boolean, room: string): boolean {
    return this.#decide(callId, id, isLetIn, room) !== undefined;
  }

  /** Other people wait elsewhere than before, for a meeting of this server. */
  changedElsewhere(callId: CallId): void {
    this.#scheduleUpdate(callId);
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
      decide: (id, isLetIn) =>
        this.#decide(callId, id, isLetIn) ?? this.#elsewhere?.decide(callId, id, isLetIn),
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
    const expiry = setTimeout(expire, MAX_WAIT_MS[kind]).unref();
    const from = this.#elsewhere?.fromOf(entry.address) ?? entry.address;
    waiting.set(id, { entry, from, hold, expiry });
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

  #decide(
    callId: CallId,
    id: ParticipantId,
    isLetIn: boolean,
    room?: string,
  ): LobbyEntry | undefined {
    const entry = this.#waiting.get(callId)?.get(id)?.entry;
    if (entry === undefined) return undefined;
    if (isLetIn) {
      this.#remove(callId, entry);
      entry.tell({ type: 'admitted', ...(room !== undefined && { room }) });
    } else {
      this.#denied.add(id);
      setTimeout(() => this.#denied.delete(id), MAX_WAIT_MS[entry.guest.kind]).unref();
    }
    return entry;
  }

  #guestsOf(callId: CallId): LobbyGuest[] {
    const elsewhere = this.#elsewhere?.guestsAt(callId) ?? [];
    return ranked([...this.#undecidedAt(callId), ...elsewhere]).map(({ guest }) => ({
      ...guest,
      isUnchecked: true,
    }));
  }

  #undecidedAt(callId: CallId): UncheckedGuest[] {
    return [...(this.#waiting.get(callId)?.values() ?? [])]
      .filter(({ entry }) => !this.#denied.has(entry.guest.id))
      .map(({ entry: { guest, browserId }, from }) => ({ guest, browserId, from }));
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

/**
 * Sorted by rank within the address: the first of each address precedes the second of any, so that flooding the list from
 * a few addresses hides nobody.
 */
function ranked(guests: readonly UncheckedGuest[]): UncheckedGuest[] {
  const countOf = new Map<string, number>();
  return guests
    .map((one) => {
      const before = countOf.get(one.from) ?? 0;
      countOf.set(one.from, before + 1);
      return { one, before };
    })
    .sort((a, b) => a.before - b.before)
    .slice(0, MAX_SHOWN)
    .map(({ one }) => one);
}
