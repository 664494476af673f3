// Tells a page that was closed from a connection that was lost, by the code with which its WebSocket closed.
import type { EventEmitter } from 'node:events';

/**
 * "Such as a browser having navigated away from a page" (RFC 6455 §7.4.1); Chromium also sends it for a page that crashed. A lost
 * network has no code, nor has a proxy that only passes bytes on. One that speaks WebSocket itself may send it when it restarts:
 * its people leave then, and their pages join again.
 */
const GOING_AWAY = 1001;

/**
 * A page says farewell when it is closed, but Firefox may end it before that is sent.
 * @returns whether its WebSocket has closed because the page is gone; right from Socket.IO's `disconnect` on.
 */
export function watchGoingAway({ conn }: { conn: { transport: object } }): () => boolean {
  let isGone = false;
  const { socket } = conn.transport as { socket?: EventEmitter };
  // Before Engine.IO's own listener, which leads to `disconnect`.
  socket?.prependListener('close', (code: number) => {
    isGone = code === GOING_AWAY;
  });
  return () => isGone;
}
