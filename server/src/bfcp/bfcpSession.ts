// BFCP of one call: its socket, the check where packets come from, and the role that SDP has agreed on.
import { randomInt } from 'node:crypto';
import type { AgreedBfcp, LocalBfcp } from '../rtp/agreedMedia.ts';
import type { RtpSocket, Source } from '../rtp/rtpPorts.ts';
import { SourceLatch } from '../rtp/sourceLatch.ts';
import type { FloorControl, FloorControlEvents } from './floorControl.ts';
import { FloorControlClient } from './floorControlClient.ts';
import { FloorControlServer } from './floorControlServer.ts';

/** Some read the conference id as a signed number. */
const MAX_CONFERENCE_ID = 2 ** 31 - 1;
const MAX_USER_ID = 2 ** 15;
const FLOOR_ID = 1;

export class BfcpSession {
  /** For SDP. The ids are secret from strangers, who would have to guess them before the server takes a message. */
  readonly local: LocalBfcp;
  readonly #socket: RtpSocket;
  readonly #events: FloorControlEvents;
  readonly #latch = new SourceLatch();
  #agreed: AgreedBfcp | undefined;
  #floor: FloorControl | undefined;
  /** Of the packet that is being answered: behind a NAT not where SDP says. */
  #heardFrom: Source | undefined;

  /** @param socket is closed with the session. */
  constructor(socket: RtpSocket, events: FloorControlEvents) {
    this.#socket = socket;
    this.#events = events;
    this.local = {
      port: socket.port,
      conferenceId: randomInt(1, MAX_CONFERENCE_ID),
      userId: randomInt(1, MAX_USER_ID),
      floorId: FLOOR_ID,
    };
    socket.listen((packet, source) => this.#receive(packet, source));
  }

  /**
   * What the call has agreed on, at first and with each re-INVITE.
   * @returns whether floor control begins, or begins anew: nobody has the floor
   */
  agree(agreed: AgreedBfcp): boolean {
    const before = this.#agreed;
    this.#agreed = agreed;
    this.#latch.agree(agreed, performance.now());
    if (before !== undefined && isSameRole(before, agreed)) {
      if (before.address !== agreed.address || before.port !== agreed.port)
        this.#floor?.doubtAddress();
      return false;
    }
    this.#floor?.close();
    this.#floor = this.#open(agreed);
    return true;
  }

  /** The call has no floor control any more. The socket and the ids stay, for the next `agree`. */
  end(): void {
    this.#floor?.close();
    this.#floor = undefined;
    this.#agreed = undefined;
  }

  /** As `FloorControl`, here and below; without effect outside an agreement. */
  takeFloor(): void {
    this.#floor?.takeFloor();
  }

  leaveFloor(): void {
    this.#floor?.leaveFloor();
  }

  grant(): void {
    this.#floor?.grant();
  }

  deny(): void {
    this.#floor?.deny();
  }

  revoke(): void {
    this.#floor?.revoke();
  }

  close(): void {
    this.end();
    this.#socket.close();
  }

  #open(agreed: AgreedBfcp): FloorControl {
    const send = (packet: Buffer) => {
      const target = this.#heardFrom ?? this.#latch.target;
      if (target !== undefined) this.#socket.send(packet, target);
    };
    return agreed.role === 'server'
      ? new FloorControlServer(this.local, send, this.#events)
      : new FloorControlClient(agreed, send, this.#events);
  }

  #receive(packet: Buffer, source: Source): void {
    const now = performance.now();
    if (!this.#latch.accepts(source, now)) return;
    this.#heardFrom = source;
    try {
      if (this.#floor?.receive(packet, now) === true) this.#latch.confirm(source, now);
    } finally {
      this.#heardFrom = undefined;
    }
  }
}

function isSameRole(one: AgreedBfcp, other: AgreedBfcp): boolean {
  if (one.role === 'server' || other.role === 'server') return one.role === other.role;
  return (
    one.conferenceId === other.conferenceId &&
    one.userId === other.userId &&
    one.floorId === other.floorId
  );
}
