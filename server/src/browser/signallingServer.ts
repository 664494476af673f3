// Signalling over Socket.IO: parses, dispatches and answers requests, and keeps sessions while sockets reconnect.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import {
  type Answer,
  type Refusal,
  type RefusalCode,
  type RequestName,
  requests,
} from '@distansmote/shared/signalling/requests.ts';
import {
  type ClientToServerEvents,
  GRACE_MS,
  type Handshake,
  PROTOCOL_MISMATCH,
  type ServerToClientEvents,
} from '@distansmote/shared/signalling/socketEvents.ts';
import { ACCEPTED_PROTOCOLS } from '@distansmote/shared/protocol.ts';
import { roomIn } from '@distansmote/shared/roomQuery.ts';
import { type DefaultEventsMap, Server, type Socket as AnySocket } from 'socket.io';
import { z } from 'zod';
import type { Account } from '../accounts/accountStore.ts';
import { clientAddressReader, siteOf } from '../platform/clientAddress.ts';
import { LimitExceeded, type Limiter } from '../limits/limiter.ts';
import type { Log } from '../platform/log.ts';
import { Refused } from '../meetings/refused.ts';
import { RateLimited } from '../guessing/failureBudget.ts';
import { boundedParser, MAX_FRAME_BYTES, TOO_LARGE } from './boundedParser.ts';
import { ClientSession } from './clientSession.ts';
import { watchGoingAway } from './goingAway.ts';
import { NoticeBatcher } from './noticeBatcher.ts';
import { RecoveryAdapter } from './recoveryAdapter.ts';
import type { RequestHandlers } from './requestHandlers.ts';
import { guardConnections, type PassOn } from './connectionGuard.ts';
import { PendingJoins } from './pendingJoins.ts';

interface SocketData {
  account: Account | undefined;
}
type Socket = AnySocket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;

/** For Engine.IO connections that never send CONNECT. Long, since each is counted, and slow lines take a while. */
const CONNECT_TIMEOUT_MS = 10_000;

/** Cap on what one validation is charged; honest ones take a fraction of it. */
const MAX_CHARGED_MS = 10;

/**
 * Being in a meeting counts as using one's sign-in session. Renewed more often than any idle timeout; a convener who
 * has lost the right loses it in the meeting at the same time.
 */
const SESSION_REFRESH_MS = 60_000;

const HEARTBEATS_PER_GRACE = 6;
/**
 * Upper bound, in grace periods, for keeping a dropped session whose media still flows: the network may block only
 * the socket.
 */
const MAX_GRACE_PERIODS = 3;

/** Upper bound on the time from the last heartbeat that arrived to disconnect detection by pings. */
const DROP_DETECTION_MS = 30_000;

const handshake: z.ZodType<Handshake> = z.object({ protocol: z.number() });

export interface SignallingOptions {
  /** The server's own origin. The only other origin allowed is the one of the request's Host header. */
  publicUrl: string | undefined;
  trustedProxies: string[];
  /** The signed-in account, by the cookie of a socket's request. */
  accountOf: (request: IncomingMessage) => Promise<Account | undefined>;
  limiter: Limiter;
  log: Log;
  /** Undefined on a server that is none of a cluster. */
  cluster?: { nodeId: string; passOn: PassOn } | undefined;
  /**
   * Called after each answer, with the request's name (`unknown` when it isn't one of ours), the refusal if any, and
   * the time in milliseconds.
   */
  onAnswered?:
    | ((name: RequestName | 'unknown', refusal: RefusalCode | undefined, ms: number) => void)
    | undefined;
  /** Shorter in tests only. */
  graceMs?: number;
  /** Shorter in tests only. */
  sessionRefreshMs?: number;
  /** Engine.IO's pings; shorter in tests only. */
  pings?: { intervalMs: number; timeoutMs: number };
}

export interface SignallingServer {
  /** Open sockets, and dropped ones in their grace period. */
  readonly connectionCount: number;
  /** The number of Engine.IO connections that an address holds. */
  heldBy(address: string): number;
  close(): Promise<void>;
}

export function startSignalling(
  httpServer: HttpServer,
  handlers: RequestHandlers,
  {
    publicUrl,
    trustedProxies,
    accountOf,
    limiter,
    log,
    cluster,
    onAnswered,
    graceMs = GRACE_MS,
    sessionRefreshMs = SESSION_REFRESH_MS,
    pings = { intervalMs: 10_000, timeoutMs: 8_000 },
  }: SignallingOptions,
): SignallingServer {
  const addressOf = clientAddressReader(trustedProxies);
  const maxGraceMs = graceMs * MAX_GRACE_PERIODS;
  const io = new Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>(
    httpServer,
    {
      serveClient: false,
      maxHttpBufferSize: MAX_FRAME_BYTES,
      // They are refused by connectionGuard.ts.
      allowUpgrades: false,
      pingInterval: pings.intervalMs,
      pingTimeout: pings.timeoutMs,
      // Longer than the session itself is kept: Socket.IO counts from the last event sent, we count from when the
      // drop is detected.
      connectionStateRecovery: {
        maxDisconnectionDuration: maxGraceMs + DROP_DETECTION_MS,
        skipMiddlewares: false,
      },
      connectTimeout: CONNECT_TIMEOUT_MS,
      parser: boundedParser,
      adapter: RecoveryAdapter,
    },
  );
  guardConnections(io, {
    publicUrl,
    // Staff who are signed in aren't locked out by a flood from their address.
    addressOf: async (request) =>
      payingAddress(addressOf(request), await accountOf(request).catch(() => undefined)),
    isIdle: (engineConnection) => sessionBehind.get(engineConnection)?.isBusy !== true,
    limiter,
    passOn: cluster?.passOn,
  });
  if (cluster !== undefined) io.engine.generateId = () => sessionIdOn(cluster.nodeId);
  const sessions = new Map<string, ClientSession>();
  const sessionBehind = new WeakMap<object, ClientSession>();
  const notices = new NoticeBatcher((socketIds, notice) => io.to(socketIds).emit('notice', notice));
  const pendingJoins = new PendingJoins();

  io.use((socket, next) => {
    void (async () => next(await authenticate(socket)))();
  });

  /** @returns the error that rejects the socket; undefined when it may open. */
  async function authenticate(socket: Socket): Promise<Error | undefined> {
    const parsed = handshake.safeParse(socket.handshake.auth);
    if (!parsed.success || !ACCEPTED_PROTOCOLS.includes(parsed.data.protocol))
      return new Error(PROTOCOL_MISMATCH);
    try {
      socket.data.account = await accountOf(socket.request);
      return undefined;
    } catch (error) {
      log.error({ err: error }, 'a socket could not be opened');
      return new Error('internal');
    }
  }

  // Socket.IO recovers a socket only if it still stores the last event that the socket received, and it drops old
  // events. So every socket gets one on connecting, and all get one now and then.
  const heartbeat = setInterval(() => io.emit('beat'), graceMs / HEARTBEATS_PER_GRACE);

  const sessionRefresh = setInterval(() => {
    for (const { present, client } of sessions.values()) {
      if (present === undefined) continue;
      const { meeting, person } = present;
      // A failure shows in the next request, which looks the account up again.
      const renewed = person.isConvener
        ? meeting.presentConveners.isStillConvener(person)
        : client.renewAccount();
      renewed.catch(() => undefined);
    }
  }, sessionRefreshMs);

  io.on('connection', (socket) => {
    if (socket.recovered) forgetSession(io, socket);
    // Its session expired during recovery: it must reconnect as new.
    if (socket.recovered && !sessions.has(socket.id)) {
      socket.disconnect(true);
      return;
    }
    const session = sessionOf(socket);
    sessionBehind.set(socket.conn, session);
    if (!socket.recovered) io.to(socket.id).emit('beat');
    socket.on('request', (name, body, answer) => {
      // The types promise a function, but a client may send anything.
      if (typeof answer !== 'function') return;
      const arrivedAtMs = performance.now();
      void respond(session, name, body).then((answered) => {
        notices.flush();
        answer(answered);
        // The newcomer has its reply first: in a large meeting, what follows is most of the work of a join.
        session.replied();
        const refusal = answered.ok ? undefined : answered.refusal.code;
        const ms = performance.now() - arrivedAtMs;
        const request = isRequestName(name) ? name : 'unknown';
        log.debug({ request, refusal, ms: Math.round(ms) }, 'request answered');
        onAnswered?.(request, refusal, ms);
        if (refusal === 'tooFast' && !payForRefusal(socket)) socket.disconnect(true);
        // A page from before there were several servers: it comes back by itself, and the load balancer tries the next.
        if (refusal === 'elsewhere' && roomIn(socket.handshake.query) === undefined)
          leadAway(socket.id);
      });
    });
    const isPageGone = watchGoingAway(socket);
    const { recovered } = socket;
    log.debug({ recovered, connections: sessions.size }, 'socket opened');
    socket.on('disconnect', (reason) => {
      log.debug({ reason, connections: sessions.size }, 'socket closed');
      const wasDeliberate =
        reason === 'client namespace disconnect' ||
        reason === 'server namespace disconnect' ||
        isPageGone();
      const forget = () => {
        forgetSession(io, socket);
        sessions.delete(socket.id);
      };
      if (wasDeliberate) {
        session.close('left');
        forget();
      } else {
        session.dropped({ min: graceMs, max: maxGraceMs }, forget);
      }
    });
  });

  /** @returns false for a client that keeps sending after `tooFast`. */
  function payForRefusal({ id }: Socket): boolean {
    try {
      limiter.consume('refusals', { socket: id });
      return true;
    } catch {
      return false;
    }
  }

  function sessionOf(socket: Socket): ClientSession {
    const kept = sessions.get(socket.id);
    if (kept !== undefined) {
      kept.resumed();
      return kept;
    }
    const address = addressOf(socket.request);
    const { account } = socket.data;
    const session = new ClientSession(
      {
        id: socket.id,
        address,
        payer: { socket: socket.id, address: siteOf(payingAddress(address, account)) },
        account,
        async renewAccount() {
          if (this.account !== undefined) this.account = await accountOf(socket.request);
        },
      },
      (notice: Notice) => {
        notices.send(socket.id, notice);
        const isMoved = notice.name === 'meetingEnded' && notice.body.reason === 'moved';
        if (isMoved) leadAway(socket.id);
      },
      pendingJoins,
    );
    sessions.set(socket.id, session);
    return session;
  }

  /** Once the notice is out. The page comes back by itself, and is led to the server that has its meeting now. */
  function leadAway(socketId: string): void {
    setImmediate(() => {
      notices.flush();
      io.in(socketId).disconnectSockets(true);
    });
  }

  async function respond(
    session: ClientSession,
    name: unknown,
    body: unknown,
  ): Promise<Answer<RequestName>> {
    try {
      const { payer } = session.client;
      limiter.consume('requests', payer);
      if (!isRequestName(name)) return refuse({ code: 'unknownRequest' });
      if (body === TOO_LARGE) return refuse({ code: 'tooLarge' });
      limiter.check('parsing', payer);
      const startedAtMs = performance.now();
      const parsed = requests[name].body.safeParse(body);
      // Capped: a pause of the machine isn't the client's fault.
      const ms = Math.min(performance.now() - startedAtMs, MAX_CHARGED_MS);
      limiter.charge('parsing', payer, ms);
      if (!parsed.success) {
        return refuse({ code: 'invalid', where: parsed.error.issues[0]?.path.join('.') ?? '' });
      }
      // A typed table needs a cast here: name and body belong together.
      const handle = handlers[name] as (c: ClientSession, b: unknown) => Promise<never>;
      const reply = await session.inTurn(async () => {
        await session.client.renewAccount();
        return handle(session, parsed.data);
      });
      return { ok: true, reply };
    } catch (error) {
      if (error instanceof Refused) return refuse({ code: error.code });
      if (error instanceof RateLimited || error instanceof LimitExceeded)
        return refuse({ code: 'tooFast' });
      log.error({ err: error, request: name }, 'request failed');
      return refuse({ code: 'internal' });
    }
  }

  return {
    get connectionCount() {
      return sessions.size;
    },
    heldBy: (address) => limiter.heldBy('connections', { address }),
    async close() {
      clearInterval(heartbeat);
      clearInterval(sessionRefresh);
      for (const session of sessions.values()) session.close('meetingEnded');
      sessions.clear();
      const closed = io.close();
      // It would wait for every HTTP connection to end by itself, even idle ones.
      httpServer.closeAllConnections();
      await closed;
    },
  };
}

/** Says which server of a cluster has it; 128 bits that nobody guesses. */
const sessionIdOn = (nodeId: string) => `${nodeId}.${randomBytes(16).toString('base64url')}`;

const payingAddress = (address: string, account: Account | undefined) =>
  account === undefined ? address : `account ${account.id}`;

const isRequestName = (name: unknown): name is RequestName =>
  typeof name === 'string' && Object.hasOwn(requests, name);

const refuse = (refusal: Refusal) => ({ ok: false, refusal }) as const;

/**
 * Socket.IO keeps a recovered socket's session for as long again. If it were used once more while that socket lives
 * (the page changed networks, and we haven't noticed yet), two sockets would share an id, and closing the older would
 * take down the rooms and the session of the newer.
 */
function forgetSession(io: Pick<Server, 'of'>, socket: Socket): void {
  const { pid } = socket as unknown as { pid: string };
  const { sessions } = io.of('/').adapter as unknown as { sessions: Map<string, unknown> };
  sessions.delete(pid);
}
