// How a page's socket says in its URL which meeting it belongs to: once for load balancers to hash by, then past them.

/**
 * @param isAgain an attempt has just failed: by a name that no load balancer hashes by, it asks the servers in turn. By the other
 * it may go to the same ones again, while these do not reach the one that holds the meeting.
 */
export const roomQuery = (room: string, isAgain = false): Record<string, string> =>
  isAgain ? { roomAgain: room } : { room };

/** @param query of a socket's URL. @returns what the page says; anything at all. */
export const roomIn = <Value>({ room, roomAgain }: Record<string, Value>): Value | undefined =>
  room ?? roomAgain;
