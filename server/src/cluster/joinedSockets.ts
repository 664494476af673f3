// Two sockets as one: what either sends reaches the other, and neither outlives the other.
import type { Socket } from 'node:net';

/** How long the last bytes may take to leave, once one side is gone. */
const LAST_BYTES_MS = 2_000;

/** Engine.IO's pings go either way every ten seconds: where nothing moves for so long, somebody does not read, or is gone. */
const IDLE_MS = 60_000;

/** As fast as the slower of the two reads: what does not fit into its buffers is not read from the other. */
export function joinSockets(one: Socket, other: Socket, idleMs = IDLE_MS): void {
  let timer: NodeJS.Timeout | undefined;
  // A WebSocket is never open in one direction only, and nobody waits for a side that does not read.
  const destroy = () => {
    one.destroy();
    other.destroy();
  };
  const expire = () => void (timer ??= setTimeout(destroy, LAST_BYTES_MS));
  for (const [socket, peer] of [
    [one, other],
    [other, one],
  ] as const) {
    socket.setTimeout(idleMs, destroy);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('end', expire);
    socket.once('close', () => {
      if (peer.destroyed) {
        clearTimeout(timer);
        return;
      }
      expire();
      peer.end();
      // Its own end is seen only by who reads.
      peer.unpipe(socket);
      peer.resume();
    });
    socket.pipe(peer);
  }
}
