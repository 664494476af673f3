// Makes a meeting of this server another's: by its row, or, while the database does not answer here, through that server.
import { LRUCache } from 'lru-cache';
import type { ClusterMessage, ClusterReply } from './messages.ts';
import type { Holding, OpenMeetings } from './openMeetings.ts';

/** Whoever has not heard the reply asks again within seconds. */
const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 2_000;

export interface GivingDeps {
  nodeId: string;
  rows: Pick<OpenMeetings, 'give' | 'takeOver'>;
  /** Whether the latest beat has not reached the database. */
  isUnanswered(): boolean;
  /** @throws Error if that server is not there, or does not answer. */
  send(nodeId: string, message: ClusterMessage): Promise<ClusterReply>;
}

export class Giving {
  readonly #deps: GivingDeps;
  /** By room, until the database can be asked again. */
  readonly #takers = new Map<string, string>();
  /** What this server has taken over because it was asked to: by room and epoch, from whom. */
  readonly #taken = new LRUCache<string, string>({ max: MAX_REMEMBERED, ttl: REMEMBERED_MS });

  constructor(deps: GivingDeps) {
    this.#deps = deps;
  }

  /**
   * @returns false if it was not this server's any more.
   * @throws Error if neither the database nor that server answers: it may have been given.
   */
  async give(holding: Holding, to: string): Promise<boolean> {
    const { nodeId: from, rows, isUnanswered, send } = this.#deps;
    if (!isUnanswered()) return rows.give(holding, to);
    const { room, epoch } = holding;
    const { isDone } = await send(to, { type: 'takeOver', room, epoch, from });
    if (isDone) this.#takers.set(room, to);
    return isDone;
  }

  /** The other end of `give`. @returns whether it was given: also when it is asked again, since the reply was lost. */
  async takeOver({ room, epoch, from }: Holding & { from: string }): Promise<boolean> {
    const giving = `${room} ${epoch}`;
    if ((await this.#deps.rows.takeOver({ room, epoch, nodeId: from })) !== undefined)
      this.#taken.set(giving, from);
    return this.#taken.get(giving) === from;
  }

  /** Another server says that it has that meeting now. */
  taken(room: string, by: string): void {
    if (this.#deps.isUnanswered()) this.#takers.set(room, by);
  }

  /** The server that has got the meeting since the database does not answer here. */
  takerOf(room: string): string | undefined {
    return this.#takers.get(room);
  }

  /** The database can be asked again. */
  forget(): void {
    this.#takers.clear();
  }
}
