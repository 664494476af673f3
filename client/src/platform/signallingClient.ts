// Sends requests to the server and receives its notices over one Socket.IO socket, typed by the shared table.
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type {
  Answer,
  Refusal,
  RefusalCode,
  Reply,
  RequestBody,
  RequestName,
} from '@distansmote/shared/signalling/requests.ts';
import type {
  ClientToServerEvents,
  ServerToClientEvents,
} from '@distansmote/shared/signalling/socketEvents.ts';
import { CLUSTER_META } from '@distansmote/shared/clusterMeta.ts';
import { PROTOCOL } from '@distansmote/shared/protocol.ts';
import { roomQuery } from '@distansmote/shared/roomQuery.ts';
import { Fetch, io, type Socket, WebSocket } from 'socket.io-client';
import { pause } from './pause.ts';

/** The server refused, and `code` says why. */
export class RequestRefused extends Error {
  readonly code: RefusalCode;
  constructor({ code, where }: Refusal) {
    super(where === undefined ? code : `${code}: ${where}`);
    this.code = code;
  }
}

/** No answer came: the socket dropped, or the server was too slow. */
export class RequestUnanswered extends Error {}

type PageSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

const ANSWER_TIMEOUT_MS = 10_000;
/** More than one person requests before a dead socket is noticed. */
const MAX_PENDING = 50;
/**
 * Each attempt sends a new SYN, which a restored network answers sooner than a TCP backoff would (docs/performance.md).
 * Not in Firefox if it gave up the first attempt by itself after 5 s: later ones then wait for that one's next SYN.
 */
const FIRST_ATTEMPTS_MS = [4_500, 7_000, 7_000, 7_000, 7_000, 7_000];
/** Browsers keep abandoned attempts open, and Firefox allows only six of them, so later ones are patient. */
const LATER_ATTEMPT_MS = 20_000;
/** Before each new socket to a meeting that was `elsewhere`; the servers have agreed on where by then. */
const ELSEWHERE_PAUSES_MS = [0, 300, 1_000, 2_000];
/** The server could not tell who is signed in. Socket.IO does not try again by itself after that. */
const REJECTED_PAUSE_MS = 1_000;
/** Never asked again at another server, which is told of the tracks in the join: by then they may have changed again. */
const CONCERNS_ONE_SERVER = /Track$|^ready/;
const RELOADED_KEY = 'reloadedForProtocol';

export interface SignallingListeners {
  notice(notice: Notice): void;
  dropped(): void;
  /** @param isResumed false when the server has forgotten the session: whatever was prepared or joined is gone. */
  back(isResumed: boolean): void;
}

/** How a part of the session asks the server. */
export type Requests = Pick<SignallingClient, 'request' | 'send'>;

/** A second socket, which has no part in the session until it is adopted. */
interface BesideSocket extends Requests {
  /** From now on it is the socket of the session. @returns a function that closes the former one. */
  adopt(): () => void;
  /** The move is over, or given up: what the former server would not take any more is asked again, but for tracks. */
  settle(): void;
}

export interface SignallingClient {
  /** By which the socket is led to the server that has the meeting; null until it is known, and without a cluster. */
  readonly room: string | null;
  /**
   * Opens the socket, or opens it anew by way of a room that it does not have; `back` is not called then.
   * @param to from the look-up; a server of before tells none.
   */
  lead(to: string | null | undefined): void;
  /** Opens a new socket at once: the server has ended the session on this one. */
  startOver(): void;
  /**
   * Where the meeting is `elsewhere`, the socket is opened anew and the request repeated, a few times.
   * @throws RequestRefused, RequestUnanswered
   */
  request<N extends RequestName>(
    name: N,
    body: RequestBody<N>,
    timeoutMs?: number,
  ): Promise<Reply<N>>;
  /** For requests whose answer nobody waits for. */
  send<N extends RequestName>(name: N, body: RequestBody<N>): void;
  /**
   * The same, but `resendPending` repeats it until it has been answered, so it must be idempotent.
   * @returns a function that withdraws it from being repeated.
   */
  sendReliable<N extends RequestName>(name: N, body: RequestBody<N>): () => void;
  /** To be called when the person is in the meeting again, over whatever socket. */
  resendPending(): void;
  /** A second socket, led as the first one would be now. @param notice what comes over it until it is adopted. */
  beside(notice: (notice: Notice) => void): BesideSocket;
  /** The socket may be dead without anybody having noticed: opens a new one at once. */
  reopen(): void;
  close(): void;
  /** After `close`. */
  open(): void;
}

/**
 * @param findRoom asks for the room of the meeting that the socket is for. In a cluster the socket then opens with `lead`
 * only.
 */
export function openSignalling(
  listeners: SignallingListeners,
  findRoom?: () => Promise<string | null>,
): SignallingClient {
  const isClustered = document.getElementsByName(CLUSTER_META).length > 0;
  let room: string | null = null;
  let hasBeenOpen = false;
  let rejected: ReturnType<typeof setTimeout> | undefined;
  /** In the order they were requested. */
  const pending = new Set<() => Promise<void>>();
  /** While the meeting moves to another server. */
  let moving: Promise<void> | undefined;
  let socket = make(findRoom === undefined || !isClustered, () => undefined);

  /** @param notice until it is the socket of the session. */
  function make(opensNow: boolean, notice: (notice: Notice) => void): PageSocket {
    // What is left out here cannot be had by an option alone (client/build/libraryParts.ts).
    const made: PageSocket = io({
      // Polling is for proxies that block WebSocket.
      transports: [WebSocket, Fetch],
      tryAllTransports: true,
      // From polling to WebSocket, which has failed by then.
      upgrade: false,
      // Of `fetch`: sends the cookie of who is signed in.
      withCredentials: true,
      reconnectionDelay: 300,
      // A restarted server is found within two seconds.
      reconnectionDelayMax: 1_500,
      autoConnect: opensNow,
      auth: { protocol: PROTOCOL },
      ...(room && { query: roomQuery(room) }),
    });
    made.io.on('reconnect_attempt', (count) => {
      made.io.timeout(FIRST_ATTEMPTS_MS[count - 1] ?? LATER_ATTEMPT_MS);
      if (room) made.io.opts.query = roomQuery(room, count % 2 === 0);
    });
    made.on('connect', () => {
      if (room) made.io.opts.query = roomQuery(room);
      if (made !== socket) return;
      if (hasBeenOpen) listeners.back(made.recovered);
      hasBeenOpen = true;
      forgetReload();
    });
    made.on('disconnect', (reason) => {
      if (reason === 'io client disconnect' || made !== socket) return;
      listeners.dropped();
      // The server is stopping; Socket.IO does not reconnect by itself after that.
      if (reason === 'io server disconnect') made.connect();
    });
    made.on('connect_error', (error) => {
      if (made !== socket) return;
      if (error.message === 'protocolMismatch') reloadOnce();
      else if (!made.active) rejected = setTimeout(open, REJECTED_PAUSE_MS);
    });
    made.on('notice', (one) => (made === socket ? listeners.notice : notice)(one));
    return made;
  }

  function open(): void {
    if (!socket.active) socket.connect();
  }

  function close(): void {
    clearTimeout(rejected);
    socket.disconnect();
  }

  function startOver(): void {
    close();
    open();
  }

  /** Whoever asks for this goes on by themselves: nothing is to be brought back. */
  function startQuietly(): void {
    hasBeenOpen = false;
    startOver();
  }

  /** @returns whether it is news. */
  function learn(to: string | null | undefined): boolean {
    if (!to || to === room) return false;
    room = to;
    socket.io.opts.query = roomQuery(room);
    return true;
  }

  async function request<N extends RequestName>(
    name: N,
    body: RequestBody<N>,
    timeoutMs = ANSWER_TIMEOUT_MS,
    tries = 0,
  ): Promise<Reply<N>> {
    const answer = await ask(socket, name, body, timeoutMs);
    if (answer.ok) return answer.reply;
    const { code } = answer.refusal;
    const pauseMs = ELSEWHERE_PAUSES_MS[tries];
    const isMoving =
      moving !== undefined && code === 'notJoined' && !CONCERNS_ONE_SERVER.test(name);
    if ((code !== 'elsewhere' && !isMoving) || pauseMs === undefined)
      throw new RequestRefused(answer.refusal);
    if (isMoving) await moving;
    else {
      // Without a room the server has closed the socket.
      hasBeenOpen = false;
      if (room === null) learn(await findRoom?.());
      await pause(pauseMs);
      // Closed meanwhile.
      if (!socket.active) throw new RequestUnanswered(name);
      startQuietly();
    }
    return request(name, body, timeoutMs, tries + 1);
  }

  return {
    get room() {
      return room;
    },
    lead: (to) => (learn(to) ? startQuietly() : open()),
    startOver,
    request,
    send(name, body) {
      void request(name, body).catch(() => undefined);
    },
    sendReliable(name, body) {
      const attempt = async () => {
        const error: unknown = await request(name, body).catch((reason: unknown) => reason);
        const isAnswered = !(error instanceof RequestUnanswered || isRefusedForNow(error));
        if (isAnswered) pending.delete(attempt);
      };
      const [oldest] = pending;
      if (oldest !== undefined && pending.size >= MAX_PENDING) pending.delete(oldest);
      pending.add(attempt);
      void attempt();
      return () => pending.delete(attempt);
    },
    beside(notice) {
      let heed = notice;
      const made = make(true, (one) => heed(one));
      let resolve = (): void => undefined;
      moving = new Promise((resolved) => (resolve = resolved));
      const requestThere: SignallingClient['request'] = async (name, body, timeoutMs) => {
        const answer = await ask(made, name, body, timeoutMs);
        if (answer.ok) return answer.reply;
        throw new RequestRefused(answer.refusal);
      };
      return {
        request: requestThere,
        send: (name, body) => void requestThere(name, body).catch(() => undefined),
        adopt() {
          const former = socket;
          socket = made;
          // Of no concern once another has followed it.
          heed = () => undefined;
          // Closed or rejected by the server, before there was any need to mend that.
          open();
          return () => void former.disconnect();
        },
        settle() {
          moving = undefined;
          if (made !== socket) made.disconnect();
          resolve();
        },
      };
    },
    resendPending() {
      for (const attempt of pending) void attempt();
    },
    reopen() {
      // Closing the engine makes the manager reconnect; `socket.disconnect()` would be final.
      if (socket.connected) socket.io.engine.close();
    },
    close,
    open,
  };
}

/** @throws RequestUnanswered */
async function ask<N extends RequestName>(
  socket: PageSocket,
  name: N,
  body: RequestBody<N>,
  timeoutMs = ANSWER_TIMEOUT_MS,
): Promise<Answer<N>> {
  try {
    // The shared table pairs each request with its answer; Socket.IO's types cannot.
    return (await socket.timeout(timeoutMs).emitWithAck('request', name, body)) as Answer<N>;
  } catch (error) {
    throw new RequestUnanswered(name, { cause: error });
  }
}

/** During a reconnect, or when rate-limited: the request is repeated once in the meeting. */
const isRefusedForNow = (error: unknown) =>
  error instanceof RequestRefused && ['notJoined', 'notPrepared', 'tooFast'].includes(error.code);

/** The server has another version than this page. Only once, so that a fault does not become an endless loop. */
function reloadOnce(): void {
  try {
    if (sessionStorage.getItem(RELOADED_KEY) !== null) return;
    sessionStorage.setItem(RELOADED_KEY, 'yes');
  } catch {
    // If storage is blocked there is no telling how often it has reloaded, so it does not.
    return;
  }
  location.reload();
}

function forgetReload(): void {
  try {
    sessionStorage.removeItem(RELOADED_KEY);
  } catch {
    // Nothing was stored either.
  }
}
