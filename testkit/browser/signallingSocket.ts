// The signalling protocol from a client's side, for virtual pages and for benches: one Socket.IO socket, and requests on it.
import { PROTOCOL } from '@distansmote/shared/protocol.ts';
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
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';

export type SignallingSocket = Socket<ServerToClientEvents, ClientToServerEvents>;
export type SignallingSocketOptions = Partial<ManagerOptions & SocketOptions>;

export class RequestRefused extends Error {
  readonly code: RefusalCode;
  constructor(name: RequestName, refusal: Refusal) {
    super(`${name} was refused: ${JSON.stringify(refusal)}`);
    this.code = refusal.code;
  }
}

/** Resolves when the server has accepted the handshake. @throws Error why it has not. */
export async function openSignallingSocket(
  url: string,
  onNotice: (notice: Notice) => void,
  options: SignallingSocketOptions = {},
): Promise<SignallingSocket> {
  const socket: SignallingSocket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    auth: { protocol: PROTOCOL },
    ...options,
  });
  socket.on('notice', onNotice);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) => {
      socket.disconnect();
      reject(error);
    });
  });
  return socket;
}

/** Sends any request, valid or not, as a hostile page could. @throws Error when no answer comes in time. */
export function ask(
  socket: SignallingSocket,
  name: unknown,
  body: unknown,
  timeoutMs: number,
): Promise<Answer<RequestName>> {
  return socket.timeout(timeoutMs).emitWithAck('request', name as string, body);
}

/** @throws RequestRefused; Error when no answer comes in time. */
export async function request<N extends RequestName>(
  socket: SignallingSocket,
  name: N,
  body: RequestBody<N>,
  timeoutMs: number,
): Promise<Reply<N>> {
  const answer = await ask(socket, name, body, timeoutMs);
  if (!answer.ok) throw new RequestRefused(name, answer.refusal);
  return answer.reply as Reply<N>;
}
