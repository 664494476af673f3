// The floor of one call, which is the right to show slides: the same to its user whether we are its server or a client.
import type { BfcpIds } from './bfcpTransactions.ts';

export interface FloorIds extends BfcpIds {
  floorId: number;
}

export interface FloorControlEvents {
  /** The other end has begun, or has come back. Whatever was taken before has to be taken again. */
  onPeerReady(): void;
  /** It has said goodbye, or answers no more. Nobody has the floor. */
  onPeerGone(): void;
  /** The other end wants to show something: to be answered by `grant` or `deny`, at any time. */
  onFloorRequested(): void;
  /** It wants to no longer, or has stopped. */
  onFloorReleased(): void;
  /** What `takeFloor` asked for is ours. */
  onFloorTaken(): void;
  /** It was refused, or taken from us. */
  onFloorLost(): void;
}

export interface FloorControl {
  /** As `BfcpTransactions.receive`. */
  receive(packet: Buffer, now: number): boolean;
  doubtAddress(): void;
  /**
   * The meeting shows something. A server has the floor at once, and takes it from the other end; a client asks for it.
   * Both tell it by `onFloorTaken`.
   */
  takeFloor(): void;
  /** The meeting shows nothing any more. */
  leaveFloor(): void;
  /** The other end may show what it wants to; the floor is no longer ours. Without effect when nothing was requested. */
  grant(): void;
  deny(): void;
  /** Takes the floor from the other end. A client cannot. */
  revoke(): void;
  /** Says goodbye, without waiting for the answer. */
  close(): void;
}
