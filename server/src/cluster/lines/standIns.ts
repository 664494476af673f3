// The sockets of this loopback that each stand for a port of the other server's loopback.
import { RtpSocket } from '../../rtp/rtpPorts.ts';

const LOOPBACK = '127.0.0.1';
/** A call takes a handful. */
const MAX_STAND_INS = 4_096;
/** When there are that many, one that was unused for so long gives its place to another. */
const UNUSED_AFTER_MS = 60_000;
/** Whoever has sent to a stand-in is sent what comes from its port for so long, as by an address translator. */
const ANSWERABLE_MS = 60_000;
/** Local programs that send to one: one or two. */
const MAX_SENDERS = 64;

interface StandIn {
  opening: Promise<RtpSocket>;
  /** When each local port has sent to it, in ms of `performance.now()`. */
  senders: Map<number, number>;
  usedAtMs: number;
}

export class StandIns {
  readonly #standIns = new Map<number, StandIn>();
  readonly #onPacket: (packet: Buffer, ports: { from: number; to: number }) => void;

  /** @param onPacket `from` a local port `to` the other server's. */
  constructor(onPacket: (packet: Buffer, ports: { from: number; to: number }) => void) {
    this.#onPacket = onPacket;
  }

  /**
   * @returns the port that stands for `remotePort`.
   * @throws Error when there are too many, or none can be opened.
   */
  async portOf(remotePort: number): Promise<number> {
    const standIn = this.#find(remotePort);
    if (standIn === undefined) throw new Error('too many ports of the other server are in use');
    standIn.usedAtMs = performance.now();
    return (await standIn.opening).port;
  }

  /** Whether that local port has lately sent something to the one that stands for `remotePort`. */
  isAnswerable(localPort: number, remotePort: number): boolean {
    const sentAtMs = this.#standIns.get(remotePort)?.senders.get(localPort);
    return sentAtMs !== undefined && performance.now() - sentAtMs < ANSWERABLE_MS;
  }

  /** Sends a packet to a local port, from the one that stands for the other server's. */
  deliver(packet: Buffer, { from, to }: { from: number; to: number }): void {
    const standIn = this.#find(from);
    if (standIn === undefined) return;
    standIn.usedAtMs = performance.now();
    standIn.opening.then(
      (socket) => socket.send(packet, { address: LOOPBACK, port: to }),
      // Lost, as any packet may be.
      () => undefined,
    );
  }

  /** What that port has sent is not answered any more. */
  forgetSender(localPort: number): void {
    for (const { senders } of this.#standIns.values()) senders.delete(localPort);
  }

  close(): void {
    for (const remotePort of this.#standIns.keys()) this.#close(remotePort);
  }

  #find(remotePort: number): StandIn | undefined {
    const known = this.#standIns.get(remotePort);
    if (known !== undefined) return known;
    if (this.#standIns.size >= MAX_STAND_INS && !this.#closeUnused()) return undefined;
    const standIn = {
      opening: RtpSocket.open(LOOPBACK, 0),
      senders: new Map<number, number>(),
      usedAtMs: performance.now(),
    };
    this.#standIns.set(remotePort, standIn);
    standIn.opening.then(
      (socket) => this.#listen(socket, remotePort, standIn),
      () => {
        if (this.#standIns.get(remotePort) === standIn) this.#standIns.delete(remotePort);
      },
    );
    return standIn;
  }

  #listen(socket: RtpSocket, remotePort: number, standIn: StandIn): void {
    socket.listen((packet, { address, port }) => {
      if (address !== LOOPBACK) return;
      const { senders } = standIn;
      if (!senders.has(port) && senders.size >= MAX_SENDERS) senders.clear();
      standIn.usedAtMs = performance.now();
      senders.set(port, standIn.usedAtMs);
      this.#onPacket(packet, { from: port, to: remotePort });
    });
  }

  /** @returns whether there was one. */
  #closeUnused(): boolean {
    let unused: number | undefined;
    let usedAtMs = performance.now() - UNUSED_AFTER_MS;
    for (const [remotePort, standIn] of this.#standIns) {
      if (standIn.usedAtMs > usedAtMs) continue;
      unused = remotePort;
      ({ usedAtMs } = standIn);
    }
    if (unused !== undefined) this.#close(unused);
    return unused !== undefined;
  }

  #close(remotePort: number): void {
    const standIn = this.#standIns.get(remotePort);
    this.#standIns.delete(remotePort);
    standIn?.opening.then(
      (socket) => socket.close(),
      () => undefined,
    );
  }
}
