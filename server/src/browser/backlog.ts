// Bounds what a client has been sent and hasn't read yet, which stays in this process's memory.
import type { ServerResponse } from 'node:http';
import type { Socket as EngineConnection } from 'engine.io';
import type { Limiter, Payer } from '../limits/limiter.ts';

/**
 * Always tolerated, in Engine.IO's queue and the transport together, even while others hold too much: a page whose
 * network pauses for a moment.
 */
const TOLERATED_BYTES = 64 * 1024;

/** The parts of Engine.IO's transports that tell what hasn't been sent. */
interface Transport {
  /** For a WebSocket. */
  socket?: { bufferedAmount: number };
  /** For polling: the response that waits for something to send. */
  res?: ServerResponse | null;
}

/**
 * Closes the connection of a client that reads so slowly that it exceeds `unsentBytes`.
 * @param close ends the connection and drops what is queued for it.
 */
export function watchBacklog(
  connection: EngineConnection,
  payer: Payer,
  limiter: Limiter,
  close: () => void,
): void {
  /** Bytes in Engine.IO's queue, which it flushes when the transport is ready for more. */
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
    // Most notices are sent at once. Skip the accounting then: a join causes a hundred of them.
    if (heldBytes > 0 || queuedBytes > TOLERATED_BYTES) update();
  });
  // Emitted just before the queue is handed to the transport.
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

  /** A poll's response is held until it is read, even after the connection has ended. */
  function holdResponse(response: ServerResponse, bytes: number): void {
    try {
      const held = limiter.acquire('unsentBytes', payer, bytes);
      response.once('close', () => held.release());
    } catch {
      // Deferred until it has been written: Engine.IO doesn't expect to lose it in between.
      setImmediate(() => {
        response.destroy();
        close();
      });
    }
  }
}
