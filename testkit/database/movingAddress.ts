// One TCP address in front of one server at a time, as a virtual address that follows the primary database.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface MovingAddress {
  /** From now on it leads to that port on 127.0.0.1. What was open to the former is reset, as where the address moved to. */
  moveTo(port: number): void;
  close(): void;
}

/** @param host where it listens, as `port`. */
export async function startMovingAddress(
  host: string,
  port: number,
  target: number,
): Promise<MovingAddress> {
  let currentTarget = target;
  const open = new Set<Socket>();
  const resetAll = () => {
    for (const socket of open) socket.resetAndDestroy();
  };
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: currentTarget, host: '127.0.0.1', noDelay: true });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  }).listen(port, host);
  await once(server, 'listening');
  return {
    moveTo(to) {
      currentTarget = to;
      resetAll();
    },
    close() {
      server.close();
      resetAll();
    },
  };
}
