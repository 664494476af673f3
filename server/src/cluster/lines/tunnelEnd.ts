// This server's end of one tunnel: relays between the two loopbacks, and sees whether the other end is there.
import { lookup } from 'node:dns/promises';
import type { Source } from '../../rtp/rtpPorts.ts';
import { directionKeys, Opener, Sealer, SEALING_BYTES } from './sealing.ts';
import { StandIns } from './standIns.ts';
import type { TunnelOptions } from './tunnelMessages.ts';

const PROBE_MS = 100;
const MAX_PROBES = 20;
const KEEP_ALIVE_MS = 500;
/** In a row: 3 s. Counted, not timed: when this thread has stood still, the other end is not to blame. */
const LOST_AFTER_SILENT_KEEP_ALIVES = 6;
/** Of a peer's host name. */
const MAX_ADDRESSES = 4;

/** What is sealed begins with the sender's port and the receiver's, of their loopbacks; the latter is 0 for what concerns the tunnel. */
const PORTS_BYTES = 4;
/** More than mediasoup sends (1,500 with all headers). */
const MAX_PACKET_BYTES = 1_500;
export const MAX_DATAGRAM_BYTES = SEALING_BYTES + PORTS_BYTES + MAX_PACKET_BYTES;

/** Answered, with the same number: which of the peer's addresses it was sent to. */
const PROBE = 1;
const PROBE_ANSWER = 2;
const KEEP_ALIVE = 3;

export interface TunnelEvents {
  onOpened(): void;
  /** @param reason why no probe came back. */
  onRefused(reason: string): void;
  onLost(): void;
}

export class TunnelEnd {
  readonly #peer: TunnelOptions['peer'];
  readonly #sealer: Sealer;
  readonly #opener: Opener;
  readonly #send: (datagram: Buffer, destination: Source) => void;
  readonly #events: TunnelEvents;
  readonly #standIns = new StandIns((packet, ports) => this.#relay(packet, ports));
  readonly #allowed = new Set<number>();
  /** Only the one that has answered, once it has. */
  #destinations: Source[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isOpen = false;
  #isClosed = false;
  #probeCount = 0;
  #silentKeepAlives = 0;

  constructor(
    options: TunnelOptions,
    secret: string,
    send: (datagram: Buffer, destination: Source) => void,
    events: TunnelEvents,
  ) {
    const { end, peer } = options;
    this.#peer = peer;
    this.#sealer = new Sealer(directionKeys(secret, options, end));
    this.#opener = new Opener(directionKeys(secret, options, end === 'line' ? 'holder' : 'line'));
    this.#send = send;
    this.#events = events;
  }

  /** Of the datagrams that come for it. */
  get id(): number {
    return this.#opener.id;
  }

  /** Looks the peer's host up, and sends probes until one comes back. */
  async open(): Promise<void> {
    const { host, port } = this.#peer;
    try {
      const found = await lookup(host, { all: true });
      this.#destinations = found.slice(0, MAX_ADDRESSES).map(({ address }) => ({ address, port }));
    } catch {
      if (!this.#isClosed) this.#events.onRefused(`the host name ${host} cannot be looked up`);
      return;
    }
    if (this.#isClosed) return;
    this.#timer = setInterval(() => this.#probe(), PROBE_MS);
    this.#probe();
  }

  standIn(remotePort: number): Promise<number> {
    return this.#standIns.portOf(remotePort);
  }

  allow(localPort: number): void {
    this.#allowed.add(localPort);
  }

  disallow(localPort: number): void {
    this.#allowed.delete(localPort);
    this.#standIns.forgetSender(localPort);
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#standIns.close();
  }

  /** @param datagram with its id, from anywhere: its seal says whom it is from. */
  receive(datagram: Buffer): void {
    const opened = this.#opener.open(datagram);
    if (opened === undefined || opened.length < PORTS_BYTES) return;
    this.#silentKeepAlives = 0;
    const ports = { from: opened.readUInt16BE(0), to: opened.readUInt16BE(2) };
    const packet = opened.subarray(PORTS_BYTES);
    if (ports.to === 0) this.#control(packet);
    else if (this.#isReachable(ports)) this.#standIns.deliver(packet, ports);
  }

  #isReachable({ from, to }: { from: number; to: number }): boolean {
    return from !== 0 && (this.#allowed.has(to) || this.#standIns.isAnswerable(to, from));
  }

  #control(packet: Buffer): void {
    const [kind, address = 0] = packet;
    if (kind === PROBE) this.#tell(PROBE_ANSWER, address, this.#destinations);
    if (kind === PROBE_ANSWER) this.#answered(address);
  }

  #answered(address: number): void {
    const destination = this.#destinations[address];
    if (this.#isOpen || this.#isClosed || destination === undefined) return;
    this.#isOpen = true;
    this.#destinations = [destination];
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#keepAlive(), KEEP_ALIVE_MS);
    this.#events.onOpened();
  }

  #probe(): void {
    if (this.#probeCount >= MAX_PROBES) {
      clearInterval(this.#timer);
      this.#events.onRefused(`${this.#peer.host} does not answer on UDP port ${this.#peer.port}`);
      return;
    }
    this.#probeCount += 1;
    for (const [index, destination] of this.#destinations.entries())
      this.#tell(PROBE, index, [destination]);
  }

  #keepAlive(): void {
    if (this.#silentKeepAlives >= LOST_AFTER_SILENT_KEEP_ALIVES) {
      clearInterval(this.#timer);
      this.#events.onLost();
      return;
    }
    this.#silentKeepAlives += 1;
    this.#tell(KEEP_ALIVE, 0, this.#destinations);
  }

  #tell(kind: number, address: number, destinations: readonly Source[]): void {
    this.#sendSealed(Buffer.of(0, 0, 0, 0, kind, address), destinations);
  }

  /** To the port of the other server's loopback. */
  #relay(packet: Buffer, { from, to }: { from: number; to: number }): void {
    if (this.#isClosed || packet.length > MAX_PACKET_BYTES) return;
    const ports = Buffer.allocUnsafe(PORTS_BYTES);
    ports.writeUInt16BE(from, 0);
    ports.writeUInt16BE(to, 2);
    this.#sendSealed(ports, this.#destinations, packet);
  }

  #sendSealed(start: Buffer, destinations: readonly Source[], packet?: Buffer): void {
    const parts = packet === undefined ? [start] : [start, packet];
    const datagram = this.#sealer.seal(...parts);
    // The second copy of one that arrives twice is a replay.
    for (const destination of destinations) this.#send(datagram, destination);
  }
}
