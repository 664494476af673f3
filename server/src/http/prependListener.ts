// Listeners for requests and upgrades that run before all others and decide whether these see them.
import type { Server } from 'node:http';

/**
 * Runs before every listener for the event that exists by now.
 * @param passes whether the event reaches the other listeners.
 */
export function prependListener(
  server: Server,
  event: 'request' | 'upgrade',
  passes: (...event: never[]) => boolean,
): void {
  const listeners = server.listeners(event);
  server.removeAllListeners(event);
  server.on(event, (...args: unknown[]) => {
    if (!passes(...(args as never[]))) return;
    for (const listener of listeners) listener.apply(server, args);
  });
}
