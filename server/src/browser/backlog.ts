// What a client has been sent and has not read yet: bounded, since it lies in this process until it is.
import type { ServerResponse } from 'node:http';
import type { Socket as EngineConnection } from 'engine.io';
import type { Limiter, Payer } from '../limits/limiter.ts';

/**
 * So much in Engine.IO's queue, and in the transport, is kept of anybody, also while others hold too much: a page whose
 * network pauses for a moment.
 */
const TOLERATED_BYTES = 64 * 1024;

/** Engine.IO's transports, as much of them as says what has not left yet. */
interface Transport {
  /** Of a WebSocket. */
  socket?: { bufferedAmount: number };
  /** Of polling: the request that waits for something to be sent. */
  res?: ServerResponse | null;
}

/**
 * Closes the connection of whoever reads so slowly that more is kept for them than `unsentBytes` allows.
 * @param close ends the connection and drops what is kept for it.
 */
export function watchBacklog(
  connection: EngineConnection,
  payer: Payer,
  limiter: Limiter,
  close: () => void,
): void {
  /** In Engine.IO's queue, which it empties into the transport when that is ready for more. */
  let queuedBytes = 0;
  let heldBytes = 0;
  const hold = limiter.acquire('unsentBytes', payer, 0);

  function update(): void {
    const { socket } = connection.transport as Transport;
    const bytes = queuedBytes + (socket?.bufferedAmount ?? 0);
    heldBytes = bytes > TOLERATED_BYTES ? bytes : 0;
    try {
      hold.resize(heldBytes);
    } catch {
      close();
    }
  }

  connection.on('packetCreate', ({ data }: { data?: unknown }) => {
    queuedBytes += typeof data === 'string' ? data.length : 0;
    // Most notices are on their way at once: nothing is to be reckoned then, a hundred times for each who joins.
    if (heldBytes > 0 || queuedBytes > TOLERATED_BYTES) update();
  });
  // Told just before the queue is handed to the transport.
  connection.on('flush', () => {
    const { res } = connection.transport as Transport;
    const bytes = queuedBytes;
    queuedBytes = 0;
    if (!res || bytes <= TOLERATED_BYTES) return;
    heldBytes = 0;
    hold.release();
    holdResponse(res, bytes);
  });
  connection.on('drain', () => {
    if (heldBytes > 0) update();
  });
  connection.on('close', () => hold.release());

  /** An answer to a poll is kept until it is read, also when the connection has ended. */
  function holdResponse(response: ServerResponse, bytes: number): void {
    try {
      const held = limiter.acquire('unsentBytes', payer, bytes);
      response.once('close', () => held.release());
    } catch {
      // Not before it has been written: Engine.IO does not expect to lose it in between.
      setImmediate(() => {
        response.destroy();
        close();
      });
    }
  }
}
