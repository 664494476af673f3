// Requests to the server and notices from it, typed by the shared table, over one Socket.IO socket.
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
import { PROTOCOL } from '@distansmote/shared/protocol.ts';
import { io, type Socket } from 'socket.io-client';

/** The server said no, and why. */
export class RequestRefused extends Error {
  readonly code: RefusalCode;
  constructor({ code, where }: Refusal) {
    super(where === undefined ? code : `${code}: ${where}`);
    this.code = code;
  }
}

/** No answer came: the socket dropped, or the server was too slow. */
export class RequestUnanswered extends Error {}

const ANSWER_TIMEOUT_MS = 10_000;
/** More than one person asks for in the time that a dying socket goes unnoticed. */
const MAX_PENDING = 50;
/**
 * Each attempt knocks anew, which a network that is back answers sooner than one that has backed off (docs/performance.md).
 * Not so in Firefox if it has given the first up by itself, after 5 s: later ones then wait for that one's next knock.
 */
const FIRST_ATTEMPTS_MS = [4_500, 7_000, 7_000, 7_000, 7_000, 7_000];
/** Browsers keep the ones given up, and Firefox makes no more of them than six: patience after that. */
const LATER_ATTEMPT_MS = 20_000;
const RELOADED_KEY = 'reloadedForProtocol';

export interface SignallingListeners {
  notice(notice: Notice): void;
  dropped(): void;
  /** @param isResumed false when the server has forgotten us: all that was prepared or joined is gone. */
  back(isResumed: boolean): void;
}

export interface SignallingClient {
  /** @throws RequestRefused, RequestUnanswered */
  request<N extends RequestName>(
    name: N,
    body: RequestBody<N>,
    timeoutMs?: number,
  ): Promise<Reply<N>>;
  /** For requests whose answer nobody waits for; what goes wrong with them shows in the media. */
  send<N extends RequestName>(name: N, body: RequestBody<N>): void;
  /**
   * The same, but said again by `sayAgain` for as long as it has not been answered: to be said twice must do no harm.
   * @returns so that it is not said again.
   */
  sendReliable<N extends RequestName>(name: N, body: RequestBody<N>): () => void;
  /** Whoever asked is in the meeting again, by whatever socket. */
  resendPending(): void;
  /** The socket may be dead, and nobody has noticed yet: tries a new one at once. */
  reopen(): void;
  close(): void;
}

export function openSignalling(listeners: SignallingListeners): SignallingClient {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io({
    // Polling is for proxies that do not let WebSocket through.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 300,
    // A server that is back is found again within two seconds.
    reconnectionDelayMax: 1_500,
    auth: { protocol: PROTOCOL },
  });
  socket.io.on('reconnect_attempt', (count) => {
    socket.io.timeout(FIRST_ATTEMPTS_MS[count - 1] ?? LATER_ATTEMPT_MS);
  });
  let hasBeenOpen = false;
  /** In the order it was asked. */
  const unanswered = new Set<() => Promise<void>>();

  socket.on('connect', () => {
    if (hasBeenOpen) listeners.back(socket.recovered);
    hasBeenOpen = true;
    forgetReload();
  });
  socket.on('disconnect', (reason) => {
    if (reason === 'io client disconnect') return;
    listeners.dropped();
    // The server is being stopped: Socket.IO does not come back by itself from that.
    if (reason === 'io server disconnect') socket.connect();
  });
  socket.on('connect_error', (error) => {
    if (error.message === 'protocolMismatch') reloadOnce();
  });
  socket.on('notice', listeners.notice);

  async function request<N extends RequestName>(
    name: N,
    body: RequestBody<N>,
    timeoutMs = ANSWER_TIMEOUT_MS,
  ): Promise<Reply<N>> {
    let answer: Answer<N>;
    try {
      // The answer belongs to the request of that name: the table says so, Socket.IO cannot.
      answer = (await socket.timeout(timeoutMs).emitWithAck('request', name, body)) as Answer<N>;
    } catch (error) {
      throw new RequestUnanswered(name, { cause: error });
    }
    if (!answer.ok) throw new RequestRefused(answer.refusal);
    return answer.reply;
  }

  return {
    request,
    send(name, body) {
      void request(name, body).catch(() => undefined);
    },
    sendReliable(name, body) {
      const say = async () => {
        const error: unknown = await request(name, body).catch((reason: unknown) => reason);
        const isHeard = !(error instanceof RequestUnanswered || isRefusedForNow(error));
        if (isHeard) unanswered.delete(say);
      };
      const [oldest] = unanswered;
      if (oldest !== undefined && unanswered.size >= MAX_PENDING) unanswered.delete(oldest);
      unanswered.add(say);
      void say();
      return () => unanswered.delete(say);
    },
    resendPending() {
      for (const say of unanswered) void say();
    },
    reopen() {
      // Of its manager, which comes back by itself; the socket's own disconnect would be for good.
      if (socket.connected) socket.io.engine.close();
    },
    close: () => socket.disconnect(),
  };
}

/** While one comes back, or says much at once: it is said again once one is in. */
const isRefusedForNow = (error: unknown) =>
  error instanceof RequestRefused && ['notJoined', 'notPrepared', 'tooFast'].includes(error.code);

/** The server is of another version than this page; once only, so that a fault is no endless loop. */
function reloadOnce(): void {
  try {
    if (sessionStorage.getItem(RELOADED_KEY) !== null) return;
    sessionStorage.setItem(RELOADED_KEY, 'yes');
  } catch {
    // Where storage is forbidden we cannot know how often we have, so not at all.
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
