// People who wait at one server for a number that was not looked up, and the conveners of that meeting at another.
import { createHmac } from 'node:crypto';
import type { CallId, ParticipantId } from '@distansmote/shared/ids.ts';
import type { Decided } from '../meetings/lobby.ts';
import type {
  UncheckedElsewhere,
  UncheckedGuest,
  UncheckedLobbies,
} from '../meetings/uncheckedLobbies.ts';
import type { ClusterMessage } from './messages.ts';

/** A server that says nothing for so long has nobody waiting. */
const LEASE_MS = 15_000;
/** Said again though nothing has changed. */
const RENEW_MS = 5_000;
/** Of HMAC-SHA-256: enough to tell some thousand addresses apart. */
const FROM_BYTES = 12;

export type UncheckedMessage = Extract<ClusterMessage, { type: 'unchecked' }>;
export type DecidedMessage = Extract<ClusterMessage, { type: 'decided' }>;

export interface UncheckedGuestsDeps {
  nodeId: string;
  /** `serviceKey(…, 'addresses in lobbies')` */
  key: Buffer;
  lobbies: UncheckedLobbies;
  roomOf(callId: CallId): string;
  /** Which servers hold those of these meetings that are open, by room. */
  holdersOf(rooms: string[]): Promise<Map<string, string>>;
  /** Whether that is another server that beats. */
  isOtherAlive(nodeId: string): boolean;
  send(nodeId: string, message: ClusterMessage): Promise<unknown>;
}

/** What the holder of a meeting was told last. */
interface Told {
  callId: CallId;
  nodeId: string;
  guests: string;
  /** `performance.now()` */
  atMs: number;
}

/** Who waits at one other server for a meeting that is held here. */
interface Lease {
  room: string;
  guests: UncheckedGuest[];
  /** Until that server no longer has them on its list. */
  decisions: Map<ParticipantId, boolean>;
  expiry: NodeJS.Timeout;
}

/**
 * Here too, nobody learns whether a number exists: all numbers that somebody waits for, right or wrong, are looked for among
 * the open meetings, by one query at each beat and never when somebody knocks.
 */
export class UncheckedGuests implements UncheckedElsewhere {
  readonly #deps: UncheckedGuestsDeps;
  /** Of the numbers waited for, so that each is hashed once. */
  #rooms = new Map<CallId, string>();
  /** By room. */
  readonly #told = new Map<string, Told>();
  /** By call ID, and by the server where they wait. */
  readonly #leases = new Map<CallId, Map<string, Lease>>();
  #isTelling = false;

  constructor(deps: UncheckedGuestsDeps) {
    this.#deps = deps;
    deps.lobbies.joinWith(this);
  }

  fromOf(address: string): string {
    const hash = createHmac('sha256', this.#deps.key).update(address).digest();
    return hash.subarray(0, FROM_BYTES).toString('base64url');
  }

  guestsAt(callId: CallId): UncheckedGuest[] {
    return [...(this.#leases.get(callId)?.values() ?? [])].flatMap(({ guests, decisions }) =>
      guests.filter(({ guest }) => !decisions.has(guest.id)),
    );
  }

  decide(callId: CallId, id: ParticipantId, isLetIn: boolean): Decided | undefined {
    for (const [nodeId, lease] of this.#leases.get(callId) ?? []) {
      const found = lease.guests.find(({ guest }) => guest.id === id);
      if (found === undefined || lease.decisions.has(id)) continue;
      lease.decisions.set(id, isLetIn);
      this.#sendDecision(nodeId, lease.room, id, isLetIn);
      return found;
    }
    return undefined;
  }

  /** Tells the holders of meetings who waits here for them. Never throws; at each beat. */
  async tell(): Promise<void> {
    const { lobbies, roomOf, holdersOf } = this.#deps;
    // A database or a server that is slow is waited for once.
    if (this.#isTelling) return;
    this.#isTelling = true;
    try {
      const { callIds } = lobbies;
      this.#rooms = new Map(callIds.map((id) => [id, this.#rooms.get(id) ?? roomOf(id)]));
      const holders =
        callIds.length === 0
          ? new Map<string, string>()
          : await holdersOf([...this.#rooms.values()]);
      const tellings = this.#withdraw(holders);
      for (const [callId, room] of this.#rooms) {
        const nodeId = holders.get(room);
        if (nodeId !== undefined && this.#deps.isOtherAlive(nodeId))
          tellings.push(this.#tellHolder(callId, room, nodeId));
      }
      await Promise.allSettled(tellings);
    } catch {
      // The database is away, which the beats report; the next one tries again.
    } finally {
      this.#isTelling = false;
    }
  }

  /** From those who are no longer the holders, and for numbers that nobody waits for any more. */
  #withdraw(holders: ReadonlyMap<string, string>): Promise<void>[] {
    const left = [...this.#told].filter(
      ([room, { callId, nodeId }]) =>
        holders.get(room) !== nodeId || this.#deps.lobbies.guestsToLead(callId).length === 0,
    );
    return left.map(async ([room, { nodeId }]) => {
      this.#told.delete(room);
      // Where this is lost, the lease ends.
      await this.#send(nodeId, room, []);
    });
  }

  async #tellHolder(callId: CallId, room: string, nodeId: string): Promise<void> {
    const guests = this.#deps.lobbies.guestsToLead(callId);
    if (guests.length === 0) return;
    const text = JSON.stringify(guests);
    const nowMs = performance.now();
    const told = this.#told.get(room);
    if (told?.nodeId === nodeId && told.guests === text && nowMs - told.atMs < RENEW_MS) return;
    // Before it is sent: an answer may be a decision.
    this.#told.set(room, { callId, nodeId, guests: text, atMs: nowMs });
    await this.#send(nodeId, room, guests).catch((error: unknown) => {
      const latest = this.#told.get(room);
      // It is told again at the next beat.
      if (latest !== undefined) latest.guests = '';
      throw error;
    });
  }

  #send(nodeId: string, room: string, guests: UncheckedGuest[]): Promise<unknown> {
    return this.#deps.send(nodeId, { type: 'unchecked', room, nodeId: this.#deps.nodeId, guests });
  }

  /**
   * At the holder: who waits at another server.
   * @param callId of the meeting, which is held here.
   */
  heard(callId: CallId, { room, nodeId, guests }: UncheckedMessage): void {
    const { lobbies } = this.#deps;
    const before = JSON.stringify(this.guestsAt(callId));
    const leases = this.#leases.get(callId) ?? new Map<string, Lease>();
    const former = leases.get(nodeId);
    clearTimeout(former?.expiry);
    const decisions = new Map(
      [...(former?.decisions ?? [])].filter(([id]) => guests.some(({ guest }) => guest.id === id)),
    );
    if (guests.length === 0) this.#forget(callId, nodeId);
    else {
      this.#leases.set(callId, leases);
      const expire = () => {
        this.#forget(callId, nodeId);
        lobbies.changedElsewhere(callId);
      };
      const expiry = setTimeout(expire, LEASE_MS).unref();
      leases.set(nodeId, { room, guests, decisions, expiry });
    }
    // That server has not heard it yet.
    for (const [id, isLetIn] of decisions) this.#sendDecision(nodeId, room, id, isLetIn);
    if (JSON.stringify(this.guestsAt(callId)) !== before) lobbies.changedElsewhere(callId);
  }

  #forget(callId: CallId, nodeId: string): void {
    const leases = this.#leases.get(callId);
    leases?.delete(nodeId);
    if (leases?.size === 0) this.#leases.delete(callId);
  }

  #sendDecision(nodeId: string, room: string, participantId: ParticipantId, isLetIn: boolean) {
    // Where this is lost, the next list still has them, and it is sent again.
    this.#deps
      .send(nodeId, { type: 'decided', room, participantId, isLetIn })
      .catch(() => undefined);
  }

  /** At the server where somebody waits: a convener has decided. @returns false when they no longer wait. */
  decided({ room, participantId, isLetIn }: DecidedMessage): boolean {
    const told = this.#told.get(room);
    if (told === undefined) return false;
    return this.#deps.lobbies.decidedElsewhere(told.callId, participantId, isLetIn, room);
  }
}
