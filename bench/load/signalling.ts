// Signalling like a page's: over Socket.IO to our server, or the same messages over a bare WebSocket.
import { once } from 'node:events';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import { PROTOCOL } from '@distansmote/shared/protocol.ts';
import type { Reply, RequestBody, RequestName } from '@distansmote/shared/signalling/requests.ts';
import { openSignallingSocket, request } from '@distansmote/testkit/browser/signallingSocket.ts';
import { WebSocket } from 'ws';
import type { BareAnswer, BareAsk, BareNotice } from './bare/protocol.ts';

export interface Signalling {
  /** @throws RequestRefused (`signallingSocket.ts`); Error if there is no answer. */
  request<N extends RequestName>(name: N, body: RequestBody<N>): Promise<Reply<N>>;
  close(): void;
}

/** The port of a server on this computer, and the protocol it speaks. */
export interface ServerAddress {
  speaks: 'Socket.IO' | 'WebSocket';
  port: number;
  /** The protocol number of another version. */
  protocol?: number;
}

const ANSWER_TIMEOUT_MS = 60_000;

/** Headers for our server; the bare one ignores them. */
export interface Caller {
  /** The address under which the server counts us, as from a trusted proxy: sockets per address are limited. */
  address?: string | undefined;
  /** Of a signed-in user. */
  cookie?: string | undefined;
}

export function openSignalling(
  server: ServerAddress,
  onNotice: (notice: Notice) => void,
  caller: Caller = {},
): Promise<Signalling> {
  return server.speaks === 'Socket.IO'
    ? openSocketIo(server, onNotice, caller)
    : openWebSocket(server.port, onNotice);
}

async function openSocketIo(
  { port, protocol = PROTOCOL }: ServerAddress,
  onNotice: (notice: Notice) => void,
  { address, cookie }: Caller,
): Promise<Signalling> {
  const socket = await openSignallingSocket(`http://127.0.0.1:${port}`, onNotice, {
    reconnection: false,
    timeout: ANSWER_TIMEOUT_MS,
    auth: { protocol },
    extraHeaders: {
      ...(address !== undefined && { 'x-forwarded-for': address }),
      ...(cookie !== undefined && { cookie }),
    },
  });
  return {
    request: (name, body) => request(socket, name, body, ANSWER_TIMEOUT_MS),
    close: () => socket.disconnect(),
  };
}

async function openWebSocket(
  port: number,
  onNotice: (notice: Notice) => void,
): Promise<Signalling> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  const waiting = new Map<number, (answer: BareAnswer) => void>();
  let asked = 0;
  socket.on('message', (data: Buffer) => {
    const said = JSON.parse(data.toString()) as BareAnswer | BareNotice;
    if ('notice' in said) onNotice(said.notice);
    else waiting.get(said.id)?.(said);
  });
  await once(socket, 'open');
  return {
    async request<N extends RequestName>(name: N, body: RequestBody<N>): Promise<Reply<N>> {
      asked += 1;
      const ask = { id: asked, name, body } as BareAsk;
      socket.send(JSON.stringify(ask));
      const { reply, failure } = await new Promise<BareAnswer>((resolve) => {
        waiting.set(ask.id, resolve);
      });
      waiting.delete(ask.id);
      if (failure !== undefined) throw new Error(`${name} failed: ${failure}`);
      return reply as Reply<N>;
    },
    close: () => socket.close(),
  };
}
