// Leads each request of Engine.IO to the server that has its session, or that holds its room's meeting.
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { CheckedRequest } from '../browser/connectionGuard.ts';
import { meetingUnreachable, Problem } from '../http/problem.ts';
import { clientAddressReader } from '../platform/clientAddress.ts';
import { httpsReader } from '../platform/clientScheme.ts';
import type { Log } from '../platform/log.ts';
import { createLogThrottle } from '../platform/logThrottle.ts';
import { passedOnClientOf } from '../platform/passedOnClient.ts';
import { namesOf } from './nodeNews.ts';
import { type Outcome, passRequest, passUpgrade, refuseOver } from './passOn.ts';
import { passedOnHeaders } from './passedOnHeaders.ts';
import type { Peers } from './peers.ts';
import { type ClusterNode, isRoom, type RoomDirectory } from './roomDirectory.ts';

/** The owner may die, and so may the next one; more than that in one opening is no accident. */
const MAX_TRIES = 3;

/** How long a server may take to answer an opening: its sockets open in milliseconds, after an outage in seconds. */
const OPENING_TIMEOUT_MS = 5_000;
/** Engine.IO answers a poll at its next ping at the latest, every ten seconds. */
const POLL_TIMEOUT_MS = 20_000;

/**
 * A page that has sent less has not joined: a join takes 25 kB. In a lobby a page may have sent less too; it comes back by
 * itself, in silence.
 */
const JOINED_BYTES = 10_000;

const ENGINE_PATH = '/socket.io/';

export interface SocketRouterDeps {
  /** Whose sockets come through here. */
  server: Server;
  directory: RoomDirectory;
  peers: Peers;
  trustedProxies: string[];
  log: Log;
}

export class SocketRouter {
  readonly #deps: SocketRouterDeps;
  readonly #addressOf: (request: IncomingMessage) => string;
  readonly #isHttps: (request: IncomingMessage) => boolean;
  /** What came with an upgrade's headers. Engine.IO keeps it to itself. */
  readonly #heads = new WeakMap<IncomingMessage, Buffer>();
  /** Under way to each server. */
  readonly #onward = new Map<string, Set<{ destroy(): void }>>();
  readonly #isNews = createLogThrottle();
  #passedOnCount = 0;
  #isClosed = false;
  readonly #refusedCounts = { gone: 0, notHeld: 0, lost: 0, unreachable: 0, notLetIn: 0 };

  /** Before Engine.IO listens. */
  constructor(deps: SocketRouterDeps) {
    this.#deps = deps;
    this.#addressOf = clientAddressReader(deps.trustedProxies);
    this.#isHttps = httpsReader(deps.trustedProxies);
    deps.server.on('upgrade', (request, _socket, head: Buffer) => {
      if (head.length > 0) this.#heads.set(request, head);
    });
  }

  /** Open sockets that another server answers. */
  get passedOnCount(): number {
    return this.#passedOnCount;
  }

  /** How many requests another server has not taken, by why. They were led elsewhere, answered here, or refused. */
  get refusedCounts(): Readonly<Record<Exclude<Outcome, 'answered'>, number>> {
    return this.#refusedCounts;
  }

  /** @returns whether another server answers, or the request is refused here. */
  async passOn(checked: CheckedRequest): Promise<boolean> {
    const { request, sid, room } = checked;
    if (this.#isClosed) return false;
    // Once only: its sender knew better, or this server says so when the meeting is opened (`elsewhere`).
    if (passedOnClientOf(request) !== undefined) return false;
    if (sid !== undefined) return this.#bySession(checked, sid);
    if (room === undefined) return false;
    if (!isRoom(room)) {
      refuseOver(checked, new Problem(400, 'roomInvalid', 'That is not the name of a room.'));
      return true;
    }
    // Only GET opens a session: Engine.IO refuses the rest.
    return request.method === 'GET' && this.#byRoom(checked, room);
  }

  /** That server is dead, or not reached: its sockets end, and their pages come back, maybe by another server. */
  closeTowards(nodeId: string): void {
    for (const one of this.#onward.get(nodeId) ?? []) one.destroy();
  }

  close(): void {
    this.#isClosed = true;
    for (const nodeId of this.#onward.keys()) this.closeTowards(nodeId);
  }

  async #bySession(checked: CheckedRequest, sid: string): Promise<boolean> {
    const { directory } = this.#deps;
    const nodeId = sid.slice(0, Math.max(0, sid.indexOf('.')));
    const node = nodeId === directory.nodeId ? undefined : directory.nodeById(nodeId);
    // Of a server that is gone, Engine.IO knows no session either, and says so.
    if (node === undefined) return false;
    const outcome = await this.#pass(checked, node, { isOwner: false, timeoutMs: POLL_TIMEOUT_MS });
    if (outcome === 'answered') return true;
    this.#tell(node, outcome);
    if (outcome === 'gone') return false;
    refuseOver(checked, meetingUnreachable());
    return true;
  }

  async #byRoom(checked: CheckedRequest, room: string): Promise<boolean> {
    const { directory, log } = this.#deps;
    try {
      let place = await directory.placeOf(room);
      for (let tries = 0; place.type === 'node' && tries < MAX_TRIES; tries += 1) {
        const { node, isOwner } = place;
        const timeoutMs = OPENING_TIMEOUT_MS;
        const outcome = await this.#pass(checked, node, { isOwner, room, timeoutMs });
        if (outcome === 'answered') return true;
        this.#tell(node, outcome);
        if (outcome === 'gone' || outcome === 'notHeld')
          place = await directory.placeWithout(room, node.id, outcome);
        else if (outcome === 'lost') place = await directory.placeOf(room);
        else break;
      }
      if (place.type === 'here') return false;
    } catch (error) {
      log.error({ err: error }, 'a socket could not be led to its meeting');
    }
    refuseOver(checked, meetingUnreachable());
    return true;
  }

  async #pass(
    checked: CheckedRequest,
    node: ClusterNode,
    { isOwner, room, timeoutMs }: { isOwner: boolean; room?: string; timeoutMs: number },
  ): Promise<Outcome> {
    const { request, response, acquireSlot } = checked;
    const { directory, peers, log } = this.#deps;
    // At once: a load balancer asks another server then, which may reach it.
    if (!directory.isReached(node.id)) return 'unreachable';
    const client = { address: this.#addressOf(request), isHttps: this.#isHttps(request) };
    const headers = passedOnHeaders(request, { client, isOwner });
    const { method = 'GET' } = request;
    // The last counts: the other server is to read the same one, whatever else the page says, and one of the version before too.
    const said = room === undefined ? '' : `&room=${room}`;
    const rest = `${ENGINE_PATH}${searchOf(request)}${said}`;
    if (response !== undefined) {
      const outgoing = peers.request(node, 'sockets', { method, rest, headers });
      const forget = this.#remember(node.id, outgoing);
      outgoing.once('close', forget);
      return passRequest(request, response, outgoing, timeoutMs);
    }
    const { socket } = request;
    const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', ...headers };
    const outgoing = peers.request(node, 'sockets', { method, rest, headers: upgrade });
    const slot = acquireSlot(
      () => socket.destroy(),
      () => socket.bytesRead < JOINED_BYTES,
    );
    if (slot === undefined) {
      outgoing.on('error', () => undefined).destroy();
      socket.destroy();
      return 'answered';
    }
    const forget = this.#remember(node.id, outgoing);
    const { outcome, far } = await passUpgrade(
      socket,
      this.#heads.get(request),
      outgoing,
      timeoutMs,
    );
    forget();
    if (far === undefined) {
      slot.release();
      return outcome;
    }
    log.debug(namesOf(node), 'socket passed on');
    this.#passedOnCount += 1;
    const forgetFar = this.#remember(node.id, far);
    whenBothClosed(socket, far, () => {
      this.#passedOnCount -= 1;
      slot.release();
      forgetFar();
    });
    return outcome;
  }

  #tell(node: ClusterNode, outcome: Exclude<Outcome, 'answered'>): void {
    const { log } = this.#deps;
    const names = namesOf(node);
    this.#refusedCounts[outcome] += 1;
    if (outcome === 'notLetIn' && this.#isNews(outcome))
      log.error(
        names,
        'a server of the cluster does not let this one in: is CLUSTER_SECRET the same?',
      );
    else if (outcome === 'unreachable' && this.#isNews(outcome))
      log.warn(names, 'a server of the cluster is not reached');
    else log.debug({ ...names, outcome }, 'a socket could not be passed on');
  }

  /** @returns forgets it. */
  #remember(nodeId: string, one: { destroy(): void }): () => void {
    const all = this.#onward.get(nodeId) ?? new Set();
    this.#onward.set(nodeId, all.add(one));
    return () => {
      all.delete(one);
      if (all.size === 0 && this.#onward.get(nodeId) === all) this.#onward.delete(nodeId);
    };
  }
}

/** The query alone: a path that means another one to whoever puts it in order could say something else with our secret. */
function searchOf({ url = '' }: IncomingMessage): string {
  const [address = ''] = url.split('#', 1);
  const at = address.indexOf('?');
  return at === -1 ? '' : address.slice(at);
}

function whenBothClosed(one: Socket, other: Socket, bothClosed: () => void): void {
  const open = new Set([one, other].filter(({ closed }) => !closed));
  for (const socket of open)
    socket.once('close', () => {
      open.delete(socket);
      if (open.size === 0) bothClosed();
    });
  if (open.size === 0) bothClosed();
}
