// This server as one of several: beats, sees who else is there, and holds its meetings in sight of the others.
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CallId } from '@distansmote/shared/ids.ts';
import { PROTOCOL } from '@distansmote/shared/protocol.ts';
import type { ServiceNodes } from '../http/routes/nodeRoutes.ts';
import type { Meetings } from '../meetings/meetings.ts';
import type { RingServers } from '../ringing/ringsElsewhere.ts';
import type { Log } from '../platform/log.ts';
import type { Database } from '../storage/database.ts';
import { serviceKey } from '../storage/serviceKey.ts';
import { answerTo, type ServedRings } from './answerTo.ts';
import { BeatHealth } from './beatHealth.ts';
import { BeatObserver } from './beatObserver.ts';
import { clusterNodes } from './clusterNodes.ts';
import { DeadRows } from './deadRows.ts';
import { Directory } from './directory.ts';
import { Emptying } from './emptying.ts';
import { HeldMeetings } from './heldMeetings.ts';
import type { ClusterMessage, ClusterReply, SendMessage } from './messages.ts';
import { NodeNews } from './nodeNews.ts';
import { type NodeState, Nodes } from './nodes.ts';
import { OpenMeetings, type PresentCount } from './openMeetings.ts';
import type { Reach } from './reach.ts';
import { roomKeyOf } from './roomKeys.ts';
import { UncheckedGuests } from './uncheckedGuests.ts';

const BEAT_MS = 1_000;
/** Until one comes through, newcomers are refused. */
const BEAT_AGAIN_MS = 400;

export interface ClusterDeps {
  database: Database;
  /** One connection of its own, with short time-outs: what others do there must not delay a beat. */
  beats: Pick<Database, 'insertInto' | 'updateTable' | 'selectFrom' | 'deleteFrom' | 'destroy'>;
  /** Where other servers reach this one. */
  address: string;
  version: string;
  mediaWorkers: { readonly count: number };
  send: SendMessage;
  reach: Pick<Reach, 'isReached' | 'polled'>;
  log: Log;
}

type ServedMeetings = Pick<
  Meetings,
  'end' | 'find' | 'pinOwners' | 'handedOver' | 'count' | 'presentCounts' | 'uncheckedLobbies'
>;

/** Media workers that this server lends to others, and that these lend to it. */
export interface GuestCounts {
  readonly lentCount: number;
  readonly borrowedCount: number;
}

interface Keys {
  rooms: Buffer;
  addresses: Buffer;
}

export class Cluster {
  readonly nodeId = randomBytes(9).toString('base64url');
  readonly beatHealth = new BeatHealth();
  readonly directory: Directory;
  readonly meetings: HeldMeetings;
  /** As administrators see them. */
  readonly serviceNodes: ServiceNodes;
  readonly #deps: ClusterDeps;
  readonly #keys: Keys;
  readonly #nodes: Nodes;
  /** On the connection of the beats. */
  readonly #rows: OpenMeetings;
  readonly #observer = new BeatObserver();
  readonly #news: NodeNews;
  /** As of the latest poll, by room. */
  #writtenCounts = new Map<string, PresentCount>();
  readonly #deadRows: DeadRows;
  readonly #emptying: Emptying;
  #timer: NodeJS.Timeout | undefined;
  #polling: Promise<void> | undefined;
  #served: ServedMeetings | undefined;
  /** Undefined where no telephones call. */
  #calls: { readonly callCount: number } | undefined;
  /** Undefined where no media workers are lent. */
  #guests: GuestCounts | undefined;
  #uncheckedGuests: UncheckedGuests | undefined;
  #rings: ServedRings | undefined;
  /** Have not answered when they were asked whether they live. */
  readonly #silent = new Set<string>();
  #onDead: (nodeId: string) => void = () => undefined;
  #isClosed = false;

  private constructor(deps: ClusterDeps, keys: Keys) {
    this.#deps = deps;
    this.#keys = keys;
    const { beats, database, address, version, reach, log } = deps;
    const { nodeId } = this;
    const startedAt = new Date().toISOString();
    const self = { id: nodeId, address, startedAt, version, protocol: PROTOCOL };
    this.#nodes = new Nodes(beats, self);
    this.#news = new NodeNews(log);
    this.serviceNodes = clusterNodes(database, (id) => this.#observer.isDead(id));
    this.#rows = new OpenMeetings(beats, nodeId);
    this.#deadRows = new DeadRows(this.#nodes, this.#rows);
    const rows = new OpenMeetings(database, nodeId);
    this.meetings = new HeldMeetings({
      nodeId,
      rows,
      roomOf: (callId) => this.roomOf(callId),
      isGone: (id) => this.directory.isGone(id),
      addressOf: (id) => this.directory.nodeById(id)?.address,
      isUnanswered: () => this.beatHealth.isUnanswered,
      lastBeatMs: (id) => this.#observer.lastBeatMs(id),
      send: (id, message) => this.#sendTo(id, message),
      log,
    });
    const findNode = (id: string) =>
      database.selectFrom('nodes').selectAll().where('id', '=', id).executeTakeFirst();
    const observer = this.#observer;
    const isDraining = () => this.isDraining;
    this.directory = new Directory({
      nodeId,
      rows,
      held: this.meetings,
      observer,
      isReached: (id) => reach.isReached(id),
      findNode,
      isDraining,
      isCutOff: () => this.beatHealth.isCutOff,
      log,
    });
    const { beatHealth, directory, meetings: held } = this;
    this.#emptying = new Emptying({
      node: { id: nodeId, address },
      beatHealth,
      directory,
      held,
      isDead: (id) => observer.isDead(id),
      served: () => this.#served,
      callCount: () => this.#callCount,
      lentCount: () => this.#lentCount,
      send: deps.send,
      log,
    });
  }

  /**
   * Enters this server among the others.
   * @throws Error if the database does not answer.
   */
  static async join(deps: ClusterDeps): Promise<Cluster> {
    const cluster = new Cluster(deps, {
      rooms: await serviceKey(deps.database, 'rooms of meetings'),
      addresses: await serviceKey(deps.database, 'addresses in lobbies'),
    });
    await cluster.#poll();
    cluster.#scheduleNext();
    const { nodeId: node, nodeCount: nodes } = cluster;
    deps.log.info({ node, address: deps.address, nodes }, 'joined the cluster');
    return cluster;
  }

  /** How many servers beat, as this one sees them: itself among them. */
  get nodeCount(): number {
    return this.directory.nodes.filter(({ id }) => !this.#observer.isDead(id)).length;
  }

  /** Whether no new meetings are to come here. */
  get isDraining(): boolean {
    return this.#emptying.isDraining;
  }

  /** What a page's socket carries so that each server can lead it. */
  roomOf(callId: CallId): string {
    return roomKeyOf(this.#keys.rooms, callId);
  }

  /** The meetings of this server; called once, before anybody can come. */
  serve(meetings: ServedMeetings): void {
    this.#served = meetings;
    this.meetings.listen((callId, reason) => {
      // One that fails to open has nobody in it.
      meetings.end(callId, reason).catch(() => undefined);
    });
    const rows = new OpenMeetings(this.#deps.database, this.nodeId);
    this.#uncheckedGuests = new UncheckedGuests({
      nodeId: this.nodeId,
      key: this.#keys.addresses,
      lobbies: meetings.uncheckedLobbies,
      roomOf: (callId) => this.roomOf(callId),
      holdersOf: (rooms) => rows.holdersOf(rooms),
      isOtherAlive: (id) => id !== this.nodeId && !this.#observer.isDead(id),
      send: (id, message) => this.#sendTo(id, message),
    });
  }

  /** The calls whose lines are here; called once, before anybody can call. */
  serveCalls(calls: { readonly callCount: number } | undefined): void {
    this.#calls = calls;
  }

  /** Called once, before anybody can come. */
  serveGuests(guests: GuestCounts): void {
    this.#guests = guests;
  }

  /** Called once, before anybody can come. @returns those of all servers */
  serveRings(rings: ServedRings): RingServers {
    this.#rings = rings;
    const { nodeId } = this;
    return {
      nodeId,
      newsOf: async (id, ids) => {
        // The meeting may have come back.
        if (id === nodeId) return rings.newsOf(ids);
        return (await this.#sendTo(id, { type: 'ringNews', ids: [...ids] })).rings ?? [];
      },
      command: async (id, command) => {
        if (id === nodeId) rings.command(command);
        else await this.#sendTo(id, { type: 'ringCommand', ...command });
      },
    };
  }

  /** @param onDead called again and again while a server's beat stands still, and it does not answer either. */
  onDead(onDead: (nodeId: string) => void): void {
    this.#onDead = onDead;
  }

  /** What another server says. */
  async answer(message: ClusterMessage): Promise<ClusterReply> {
    if (message.type === 'wake') {
      void this.#beat();
      return { isDone: true };
    }
    if (message.type === 'hasDatabase') return { isDone: this.beatHealth.isSteady };
    const uncheckedGuests = this.#uncheckedGuests;
    const rings = this.#rings;
    const meetings = this.#served;
    return answerTo(message, { held: this.meetings, meetings, uncheckedGuests, rings });
  }

  /**
   * Takes no new meetings, and hands those that it has to the others.
   * @param patienceMs for so long the lines of calls stay, and the media workers that it lends.
   * @returns when none of meetings, lines and lent workers is left, or nobody takes the meetings.
   */
  async drain(patienceMs: number): Promise<void> {
    this.#emptying.mustStop();
    await this.#polling;
    await this.#beat();
    await this.#emptying.moveMeetings(patienceMs);
  }

  /** @throws Error if that server is not there, or does not answer. */
  async #sendTo(nodeId: string, message: ClusterMessage): Promise<ClusterReply> {
    const node = await this.directory.find(nodeId);
    if (node === undefined) throw new Error('that server is not there');
    return this.#deps.send(node, message);
  }

  /** When all meetings here have ended: gives back their rows and leaves the others. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#emptying.cancel();
    clearTimeout(this.#timer);
    await this.#polling;
    await this.meetings.released();
    await this.#nodes.remove(this.nodeId).catch(() => undefined);
    await this.#deps.beats.destroy();
  }

  #scheduleNext(): void {
    clearTimeout(this.#timer);
    const waitMs = this.beatHealth.isUnanswered ? BEAT_AGAIN_MS : BEAT_MS;
    if (!this.#isClosed) this.#timer = setTimeout(() => void this.#beat(), waitMs);
  }

  /** One at a time; never throws. */
  #beat(): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    this.#polling ??= this.#poll()
      .then(
        () => this.#answered(),
        (error: unknown) => this.#failed(error),
      )
      .finally(() => {
        this.#polling = undefined;
        this.#scheduleNext();
      });
    return this.#polling;
  }

  #answered(): void {
    if (!this.beatHealth.answered()) return;
    this.#deps.log.warn('the database answers again');
    this.#emptying.databaseAnswers();
  }

  #failed(error: unknown): void {
    this.#observer.failed();
    // Once: it will go on for as long as the database is away.
    if (this.beatHealth.failed())
      this.#deps.log.error({ err: error }, 'the database does not answer beats');
    if (this.beatHealth.isCutOff) void this.#emptying.leaveIfCutOffAlone();
  }

  async #poll(): Promise<void> {
    const startedAtMs = performance.now();
    await this.#nodes.beat(this.#state());
    const nodes = await this.#nodes.all();
    const nowMs = performance.now();
    this.#observer.polled(new Map(nodes.map(({ id, beat }) => [id, beat])), nowMs);
    this.directory.polled(nodes);
    for (const { id } of nodes) this.#askIfLate(id);
    const others = nodes.filter(({ id }) => id !== this.nodeId);
    this.#news.polled(others, (id) => this.#observer.isDead(id));
    this.#deps.reach.polled(others.filter(({ id }) => !this.#observer.isDead(id)));
    this.#emptying.polled(nodes);
    // Not waited for: it is not the beats' connection, and asks other servers.
    void this.#uncheckedGuests?.tell();
    await this.meetings.check(await this.#rows.own(), startedAtMs);
    await this.#writePresentCounts();
    await this.#deadRows.polled(nodes, (id) => this.#observer.isDead(id), nowMs);
  }

  /** One that answers is cut off from the database: it hands its meetings over, and its sockets must not end before. */
  #askIfLate(id: string): void {
    const isSilent = this.#silent.delete(id);
    if (!this.#observer.isLate(id)) return;
    if (this.#observer.isDead(id) && isSilent) this.#onDead(id);
    this.#sendTo(id, { type: 'hasDatabase' }).catch(() => this.#silent.add(id));
  }

  get #callCount(): number {
    return this.#calls?.callCount ?? 0;
  }

  get #lentCount(): number {
    return this.#guests?.lentCount ?? 0;
  }

  #state(): NodeState {
    const { presentCounts, count = 0 } = this.#served ?? {};
    return {
      people: [...(presentCounts?.values() ?? [])].reduce((sum, people) => sum + people, 0),
      meetings: count,
      calls: this.#callCount,
      mediaWorkers: this.#deps.mediaWorkers.count,
      lentWorkers: this.#lentCount,
      borrowedWorkers: this.#guests?.borrowedCount ?? 0,
      isDraining: this.isDraining ? 1 : 0,
    };
  }

  /** Those that have changed: staff see how many are in, whichever server they ask. */
  async #writePresentCounts(): Promise<void> {
    const counts = this.#served?.presentCounts ?? new Map<CallId, number>();
    const all = this.meetings.all.map(({ callId, room, epoch }) => {
      return { room, epoch, presentCount: counts.get(callId) ?? 0 };
    });
    // Of each epoch once in any case: the row has the former server's, or none.
    await this.#rows.writePresentCounts(
      all.filter((now) => !isDeepStrictEqual(this.#writtenCounts.get(now.room), now)),
    );
    this.#writtenCounts = new Map(all.map((now) => [now.room, now]));
  }
}
