// Where the sockets of a room belong: what the way to the owner asks the cluster.

/** @public */
export interface ClusterNode {
  /** Drawn at each start, so that it names a process and not a machine. */
  id: string;
  /** `http(s)://host:port` where other nodes reach it. */
  address: string;
}

/**
 * `isOwner` false: nobody holds the room's meeting, and that node has more room for it than this one.
 * @public
 */
export type Place = { type: 'here' } | { type: 'node'; node: ClusterNode; isOwner: boolean };

/** @public */
export interface RoomDirectory {
  readonly nodeId: string;
  /** Whether this node holds the room's meeting now. */
  holds(room: string): boolean;
  /**
   * Held here: here. Else its row is read: nobody has it → here, or the emptier node where this one drains or is much
   * fuller; alive → that node; dead → taken over, here.
   * @throws if the database does not answer
   */
  placeOf(room: string): Promise<Place>;
  /**
   * The node's process is gone (connection refused, or it answered 421), or says itself that it does not hold the room's
   * meeting: taken over at once if it still owns the room.
   * @throws if the database does not answer
   */
  placeWithout(room: string, nodeId: string, why: 'gone' | 'notHeld'): Promise<Place>;
  /** False while the network between it and this node is cut. */
  isReached(nodeId: string): boolean;
  /** Undefined for a node that is not there (any more). */
  nodeById(id: string): ClusterNode | undefined;
}

/** Whether a text has the form of a room: 96 bits in base64url. */
export const isRoom = (text: string): boolean => /^[\w-]{16}$/.test(text);
