// The meetings that this server of a cluster holds: claimed before they open, given back when they close, or lost.
import type { CallId } from '@distansmote/shared/ids.ts';
import type { MeetingEndReason } from '@distansmote/shared/signalling/notices.ts';
import {
  type Claimed,
  HolderUnreachable,
  MeetingElsewhere,
  type MeetingOwnership,
  type RemoteMeeting,
} from '../meetings/ownership.ts';
import type { Log } from '../platform/log.ts';
import { Giving } from './giving.ts';
import { IncomingMeetings } from './incomingMeetings.ts';
import type { ClusterMessage, ClusterReply } from './messages.ts';
import type { Holding, OpenMeetings } from './openMeetings.ts';

interface Held extends Holding {
  callId: CallId;
  /** It is being given to another server: that its row changes is no loss. */
  isLeaving: boolean;
  /** What is not in its row yet. */
  unwrittenDoor?: string | undefined;
  isWritingDoor: boolean;
  /** Milliseconds by `performance.now()`. */
  sinceMs: number;
}

interface Leaving {
  callId: CallId;
  onDoorChanged(): void;
}

interface Reserved {
  /** `performance.now()` */
  sinceMs: number;
  /** As `Claimed.heldUntilMs`. */
  heldUntilMs: number | undefined;
}

/** A row of ours that no meeting holds is deleted after this: somebody was led here, and has not come. */
const UNUSED_MS = 30_000;
/** Two servers may take and give back the same row in turns; nobody does so for long. */
const MAX_CLAIMS = 5;

export interface HeldMeetingsDeps {
  nodeId: string;
  rows: OpenMeetings;
  roomOf(callId: CallId): string;
  /** Whether that node is gone, by its beats or its row. */
  isGone(nodeId: string): Promise<boolean>;
  /** Where that node was last known to be. */
  addressOf(nodeId: string): string | undefined;
  /** Whether the latest beat has not reached the database. */
  isUnanswered(): boolean;
  /** When that node was last seen to live (`performance.now()`). */
  lastBeatMs(nodeId: string): number | undefined;
  /** @throws Error if that server is not there, or does not answer. */
  send(nodeId: string, message: ClusterMessage): Promise<ClusterReply>;
  log: Log;
}

export class HeldMeetings implements MeetingOwnership {
  readonly incoming = new IncomingMeetings();
  readonly giving: Giving;
  readonly #deps: HeldMeetingsDeps;
  readonly #held = new Map<string, Held>();
  /** Their rows may be there before `#held` has them. */
  readonly #claiming = new Map<string, number>();
  readonly #releasing = new Set<Promise<void>>();
  /** Taken over for somebody who is on the way. */
  readonly #reserved = new Map<string, Reserved>();
  /** Rows of ours without a meeting, and since when. */
  readonly #unused = new Map<string, number>();
  /** Given away, and still here until its people are ready there. */
  readonly #leaving = new Map<string, Leaving>();
  #onLost: (callId: CallId, reason: MeetingEndReason) => void = () => undefined;
  #takeoverCount = 0;
  #movedCount = 0;

  constructor(deps: HeldMeetingsDeps) {
    this.#deps = deps;
    this.giving = new Giving(deps);
  }

  /** @param onLost the meeting is no longer this server's, or its space is deleted: it must end here at once. */
  listen(onLost: (callId: CallId, reason: MeetingEndReason) => void): void {
    this.#onLost = onLost;
  }

  /** Whatever its row says: it is open here, or about to be. */
  isOpenHere(room: string): boolean {
    return this.#held.has(room) || this.#claiming.has(room);
  }

  /** Whether that meeting is here, or is about to be: it is being claimed, was taken over, or is handed over to this server. */
  has(room: string): boolean {
    const all = [this.#held, this.#claiming, this.#reserved, this.incoming];
    return all.some((rooms) => rooms.has(room));
  }

  /** How many meetings have been taken over from servers that were gone. */
  get takeoverCount(): number {
    return this.#takeoverCount;
  }

  /** How many meetings have become another server's. */
  get movedCount(): number {
    return this.#movedCount;
  }

  get all(): readonly (Holding & { callId: CallId })[] {
    return [...this.#held.values()];
  }

  roomOf(callId: CallId): string {
    return this.#deps.roomOf(callId);
  }

  async claim(callId: CallId): Promise<Claimed> {
    const room = this.#deps.roomOf(callId);
    this.#claiming.set(room, (this.#claiming.get(room) ?? 0) + 1);
    try {
      return await this.#claim(room, callId);
    } finally {
      const others = (this.#claiming.get(room) ?? 1) - 1;
      if (others > 0) this.#claiming.set(room, others);
      else this.#claiming.delete(room);
    }
  }

  async #claim(room: string, callId: CallId): Promise<Claimed> {
    const { rows } = this.#deps;
    for (let tries = 0; tries < MAX_CLAIMS; tries += 1) {
      const inserted = await rows.insert(room, callId);
      if (inserted !== undefined) {
        // What was given to this server has ended since, or is somebody else's.
        this.incoming.takeOut(room);
        return this.#hold(room, callId, inserted, '');
      }
      const row = await rows.find(room);
      // Deleted a moment ago: its space too, or only the row.
      if (row === undefined && !(await rows.hasSpace(callId)))
        return { door: '', state: undefined, heldUntilMs: undefined };
      if (row === undefined) continue;
      const epoch = await this.takeOverIfGone(row);
      if (epoch === 'alive') throw new MeetingElsewhere();
      if (epoch !== undefined) return this.#hold(room, callId, epoch, row.door);
    }
    throw new MeetingElsewhere();
  }

  #hold(room: string, callId: CallId, epoch: number, door: string): Claimed {
    const sinceMs = performance.now();
    this.#held.set(room, { room, epoch, callId, sinceMs, isLeaving: false, isWritingDoor: false });
    this.#unused.delete(room);
    const reserved = this.#reserved.get(room);
    this.#reserved.delete(room);
    const state = this.incoming.takeOut(room);
    const heldUntilMs = state === undefined ? reserved?.heldUntilMs : Date.now();
    return { door, state, heldUntilMs };
  }

  /**
   * @param isKnownGone its process was found to be gone.
   * @returns the new epoch, also where the row was this server's already; undefined if another was faster.
   */
  async takeOverIfGone(
    former: Holding & { nodeId: string },
    isKnownGone = false,
  ): Promise<number | 'alive' | undefined> {
    const { nodeId, rows, isGone, addressOf, send, log } = this.#deps;
    const isOurs = former.nodeId === nodeId;
    if (!isOurs && !isKnownGone && !(await isGone(former.nodeId))) return 'alive';
    const epoch = await rows.takeOver(former);
    if (epoch === undefined || isOurs) return epoch;
    this.#takeoverCount += 1;
    log.warn(
      { from: former.nodeId, address: addressOf(former.nodeId) },
      'a meeting has been taken over from a server that is gone',
    );
    const sinceMs = performance.now();
    const lastBeatMs = this.#deps.lastBeatMs(former.nodeId);
    const heldUntilMs = lastBeatMs && Date.now() - (sinceMs - lastBeatMs);
    this.#reserved.set(former.room, { sinceMs, heldUntilMs });
    // It may live, cut off from the database alone.
    const { room } = former;
    send(former.nodeId, { type: 'lost', room, epoch, by: nodeId }).catch(() => undefined);
    return epoch;
  }

  async isElsewhere(callId: CallId): Promise<boolean> {
    return (await this.#holderElsewhere(callId)) !== undefined;
  }

  /** The node's id. */
  async #holderElsewhere(callId: CallId): Promise<string | undefined> {
    const { nodeId, rows, roomOf, isGone } = this.#deps;
    const room = roomOf(callId);
    if (this.#held.has(room)) return undefined;
    const row = await rows.find(room);
    if (row === undefined || row.nodeId === nodeId) return undefined;
    return (await isGone(row.nodeId)) ? undefined : row.nodeId;
  }

  async holderElsewhere(callId: CallId): Promise<RemoteMeeting | undefined> {
    const room = this.roomOf(callId);
    const holder = await this.#holderElsewhere(callId);
    return holder === undefined ? this.giverOf(room) : this.#at(holder, room);
  }

  #at(nodeId: string, room: string): RemoteMeeting {
    const ask = async (message: ClusterMessage) => {
      try {
        return await this.#deps.send(nodeId, message);
      } catch (cause) {
        throw new HolderUnreachable('it does not answer', { cause });
      }
    };
    return {
      end: async (reason) => (await ask({ type: 'endMeeting', room, reason })).isDone,
      forgetAbsent: async () => void (await ask({ type: 'forgetAbsent', room })),
      async pinOwner(pin) {
        const { isDone, owner } = await ask({ type: 'pinOwner', room, pin });
        // Not a wrong PIN: whoever holds the meeting now was not asked.
        if (!isDone) throw new Error('that server does not hold the meeting any more');
        return owner;
      },
    };
  }

  presentCountsElsewhere(): Promise<Map<CallId, number>> {
    return this.#deps.rows.presentCountsElsewhere();
  }

  /** The call ID of a meeting that is held here. */
  callIdOf(room: string): CallId | undefined {
    return this.#held.get(room)?.callId;
  }

  release(callId: CallId): void {
    const room = this.#deps.roomOf(callId);
    const held = this.#held.get(room);
    if (held === undefined) return;
    this.#held.delete(room);
    // If this fails, `check` finds the row.
    const releasing = this.#deps.rows.release(held).catch(() => undefined);
    this.#releasing.add(releasing);
    void releasing.finally(() => this.#releasing.delete(releasing));
  }

  doorChanged(callId: CallId, door: string): void {
    const room = this.#deps.roomOf(callId);
    const held = this.#held.get(room);
    if (held === undefined) return this.#leaving.get(room)?.onDoorChanged();
    held.unwrittenDoor = door;
    void this.#writeDoor(held);
  }

  /**
   * The row of a meeting that has been given away is another server's: this one can no longer write its door there.
   * @returns call it when the meeting has left.
   */
  leads(callId: CallId, onDoorChanged: () => void): () => void {
    const room = this.roomOf(callId);
    this.#leaving.set(room, { callId, onDoorChanged });
    return () => this.#leaving.delete(room);
  }

  /** The call ID of a meeting that has been given away, and is still here. */
  leavingCallIdOf(room: string): CallId | undefined {
    return this.#leaving.get(room)?.callId;
  }

  /** The server from which that meeting comes to this one, while its people are still there. */
  giverOf(room: string): RemoteMeeting | undefined {
    const giver = this.incoming.giverOf(room);
    return giver === undefined ? undefined : this.#at(giver, room);
  }

  /** One write at a time, so that the latest comes last. After one that fails, `check` tries again. */
  async #writeDoor(held: Held): Promise<void> {
    if (held.isWritingDoor) return;
    held.isWritingDoor = true;
    try {
      while (held.unwrittenDoor !== undefined) {
        const door = held.unwrittenDoor;
        await this.#deps.rows.write(held, { door });
        if (held.unwrittenDoor === door) held.unwrittenDoor = undefined;
      }
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'the door of a meeting could not be written');
    } finally {
      held.isWritingDoor = false;
    }
  }

  /** Resolves when the rows of all meetings that were given back are deleted. */
  async released(): Promise<void> {
    await Promise.all(this.#releasing);
  }

  /**
   * Makes a meeting another server's: from then on the sockets of its room are led there, also by this server. The meeting
   * itself is to be ended by the caller.
   * @returns false if it was not this server's (any more).
   */
  async giveTo(callId: CallId, nodeId: string): Promise<boolean> {
    const held = this.#held.get(this.roomOf(callId));
    if (held === undefined) return false;
    held.isLeaving = true;
    try {
      if (!(await this.giving.give(held, nodeId))) {
        // While the database does not answer, no check of the rows finds that out.
        if (this.#deps.isUnanswered()) this.#lose(held, 'moved');
        return false;
      }
      this.#held.delete(held.room);
      this.#movedCount += 1;
      return true;
    } finally {
      held.isLeaving = false;
    }
  }

  /** Another server (`by`) has taken that meeting over. */
  lost({ room, epoch, by }: Holding & { by?: string | undefined }): void {
    if (by !== undefined) this.giving.taken(room, by);
    const held = this.#held.get(room);
    if (held !== undefined && held.epoch < epoch) this.#lose(held, 'moved');
  }

  /**
   * Compares what is held with the rows.
   * @param own this server's rows, as read after `readAtMs` (`performance.now()`).
   */
  async check(own: readonly Holding[], readAtMs: number): Promise<void> {
    const { rows } = this.#deps;
    const epochs = new Map(own.map(({ room, epoch }) => [room, epoch]));
    const missing = [...this.#held.values()].filter(
      ({ room, epoch, sinceMs, isLeaving }) =>
        !isLeaving && sinceMs < readAtMs && epochs.get(room) !== epoch,
    );
    for (const held of missing) {
      const isDeleted = !(await rows.hasSpace(held.callId));
      // Given back, or claimed anew, while the database was asked.
      if (this.#held.get(held.room) === held)
        this.#lose(held, isDeleted ? 'spaceDeleted' : 'moved');
    }
    for (const held of this.#held.values()) void this.#writeDoor(held);
    for (const [room, { sinceMs }] of this.#reserved)
      if (sinceMs < readAtMs && !epochs.has(room)) this.#reserved.delete(room);
    const unused = own.filter(({ room }) => !this.isOpenHere(room) && !this.incoming.has(room));
    for (const room of this.#unused.keys())
      if (!unused.some((one) => one.room === room)) this.#unused.delete(room);
    for (const row of unused) {
      const sinceMs = this.#unused.get(row.room) ?? readAtMs;
      this.#unused.set(row.room, sinceMs);
      if (readAtMs - sinceMs < UNUSED_MS) continue;
      this.#reserved.delete(row.room);
      await rows.release(row);
    }
  }

  #lose(held: Held, reason: MeetingEndReason): void {
    // First: what closes now must not give back what is another's.
    this.#held.delete(held.room);
    const { log } = this.#deps;
    if (reason === 'moved') {
      this.#movedCount += 1;
      log.warn('a meeting is now held by another server, and ends here');
    } else log.info({ reason }, 'a meeting is no longer held here');
    this.#onLost(held.callId, reason);
  }
}
