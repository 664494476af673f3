// Where the sockets of a room belong, by the rows of the database and the beats of the servers.
import { takesMeetings } from '@distansmote/shared/takesMeetings.ts';
import type { Log } from '../platform/log.ts';
import type { BeatObserver } from './beatObserver.ts';
import { describeNode } from './clusterNodes.ts';
import type { HeldMeetings } from './heldMeetings.ts';
import type { NodeRow } from './nodes.ts';
import type { OpenMeetings } from './openMeetings.ts';
import type { ClusterNode, Place, RoomDirectory } from './roomDirectory.ts';

/** A new meeting goes to another server from this difference in people per media worker on. */
const FULLER_BY = 20;
/** How long a server that beats, and refuses connections from here, is not taken for gone. */
const SHUNNED_MS = 60_000;

export interface DirectoryDeps {
  nodeId: string;
  rows: OpenMeetings;
  held: HeldMeetings;
  observer: BeatObserver;
  /** Whether there is a way from here to that server. */
  isReached(id: string): boolean;
  /** Asks the database for one that the latest poll did not have. */
  findNode(id: string): Promise<NodeRow | undefined>;
  /** Whether this server takes no new meetings; its row says so a moment later. */
  isDraining(): boolean;
  /** Whether the database has not answered for some beats: then nothing is asked that would only wait. */
  isCutOff(): boolean;
  log: Log;
}

export class Directory implements RoomDirectory {
  readonly #deps: DirectoryDeps;
  /** As of the latest poll. */
  #nodes = new Map<string, NodeRow>();
  /** Refused a connection, with their beat at that moment. */
  readonly #refused = new Map<string, number>();
  /** Refused a connection and went on beating: they live, and something lies between. Until when (`performance.now()`). */
  readonly #shunned = new Map<string, number>();

  constructor(deps: DirectoryDeps) {
    this.#deps = deps;
  }

  get nodeId(): string {
    return this.#deps.nodeId;
  }

  /** What the table of nodes held just now. */
  polled(nodes: readonly NodeRow[]): void {
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
    const nowMs = performance.now();
    for (const [id, beat] of this.#refused) {
      const now = this.#nodes.get(id)?.beat;
      if (now === undefined) this.#refused.delete(id);
      // One beat may have been under way.
      else if (now > beat + 1) {
        this.#refused.delete(id);
        this.#shunned.set(id, nowMs + SHUNNED_MS);
        this.#deps.log.error(
          { node: id, address: this.#nodes.get(id)?.address },
          'a server of the cluster lives and refuses connections from this one',
        );
      }
    }
    for (const [id, untilMs] of this.#shunned) if (untilMs < nowMs) this.#shunned.delete(id);
  }

  get nodes(): readonly NodeRow[] {
    return [...this.#nodes.values()];
  }

  holds(room: string): boolean {
    return this.#deps.held.has(room);
  }

  isReached(id: string): boolean {
    return this.#deps.isReached(id);
  }

  nodeById(id: string): ClusterNode | undefined {
    return this.#nodes.get(id);
  }

  /** Also one that has started after the latest poll. */
  async find(id: string): Promise<ClusterNode | undefined> {
    return this.nodeById(id) ?? (await this.#deps.findNode(id));
  }

  /** Its beat stands still, or it is in no row. */
  async isGone(id: string): Promise<boolean> {
    if (id === this.nodeId) return false;
    if (this.#nodes.has(id)) return this.#deps.observer.isDead(id);
    // It may have started after the latest poll.
    return (await this.#deps.findNode(id)) === undefined;
  }

  async placeOf(room: string): Promise<Place> {
    const { rows, held, isCutOff } = this.#deps;
    if (held.isOpenHere(room)) return HERE;
    const taker = this.nodeById(held.giving.takerOf(room) ?? '');
    if (taker !== undefined) return { type: 'node', node: taker, isOwner: true };
    if (isCutOff()) throw new Error('the database does not answer');
    const row = await rows.find(room);
    if (row === undefined) return this.#placeOfNew();
    if (row.nodeId === this.nodeId) return HERE;
    const taken = await held.takeOverIfGone(row);
    if (taken === undefined) return this.placeOf(room);
    if (taken !== 'alive') return HERE;
    const node = await this.find(row.nodeId);
    return node === undefined ? HERE : { type: 'node', node, isOwner: true };
  }

  async placeWithout(room: string, nodeId: string, why: 'gone' | 'notHeld'): Promise<Place> {
    const { rows, held } = this.#deps;
    const row = await rows.find(room);
    if (row === undefined) return HERE;
    if (row.nodeId !== nodeId) return this.placeOf(room);
    if (why === 'gone') this.#notReached(nodeId);
    const taken = await held.takeOverIfGone(row, true);
    return taken === undefined ? this.placeOf(room) : HERE;
  }

  /** @throws Error if it has gone on living before. */
  #notReached(nodeId: string): void {
    // Another server may reach it. Otherwise two that do not reach each other would take the meeting in turns.
    if (this.#shunned.has(nodeId))
      throw new Error('the server that holds the meeting is not reached');
    const beat = this.#nodes.get(nodeId)?.beat;
    if (beat !== undefined) this.#refused.set(nodeId, this.#refused.get(nodeId) ?? beat);
  }

  /** So many are on their way there: until the next poll it counts as that much fuller. */
  expectPeople(nodeId: string, people: number): void {
    const node = this.#nodes.get(nodeId);
    if (node !== undefined) this.#nodes.set(nodeId, { ...node, people: node.people + people });
  }

  /**
   * The other server that has most room for meetings; undefined where none takes any.
   * @param isAvoided servers that are not to be taken.
   */
  emptiestOther(isAvoided: (nodeId: string) => boolean = () => false): NodeRow | undefined {
    const { observer } = this.#deps;
    return this.nodes
      .filter(
        (node) =>
          node.id !== this.nodeId &&
          !isAvoided(node.id) &&
          !this.#shunned.has(node.id) &&
          this.isReached(node.id) &&
          takesMeetings(describeNode(node, observer.isDead(node.id))),
      )
      .toSorted((a, b) => fullness(a) - fullness(b))[0];
  }

  /** Another server, where this one is to have no new meeting. */
  #placeOfNew(): Place {
    const self = this.#nodes.get(this.nodeId);
    const emptiest = this.emptiestOther();
    if (emptiest === undefined || self === undefined) return HERE;
    const isTooFull = fullness(self) > fullness(emptiest) + FULLER_BY;
    return this.#deps.isDraining() || isTooFull
      ? { type: 'node', node: emptiest, isOwner: false }
      : HERE;
  }
}

const HERE: Place = { type: 'here' };

/** People for each media worker. */
const fullness = ({ people, mediaWorkers }: NodeRow) =>
  mediaWorkers === 0 ? Number.POSITIVE_INFINITY : people / mediaWorkers;
