// Our end of one WebRTC transport: a UDP socket with ICE, DTLS and SRTP.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { TransportDescription } from '@distansmote/shared/signalling/rtp.ts';
import { shakeHands } from './dtlsHandshake.ts';
import { IceCheck } from './iceCheck.ts';
import type { Srtp } from './srtp.ts';

const CHECK_PAUSE_MS = 100;
const MAX_CHECKS = 100;
/** Like browsers, and well below the 30 seconds after which mediasoup gives up. */
const CONSENT_INTERVAL_MS = 5_000;
/** For a burst of key frames while this process is busy; the kernel may allow less. */
const RECEIVE_BUFFER_BYTES = 1_000_000;

export class MediaLine {
  /** Called for each packet as received, encrypted except for its header. */
  onRtp: (packet: Buffer) => void = () => undefined;
  /** Called for each RTCP packet, decrypted; it may be compound. */
  onRtcp: (packet: Buffer) => void = () => undefined;
  readonly #socket: Socket;
  readonly #remote: TransportDescription;
  readonly #check: IceCheck;
  #srtp: Srtp | undefined;
  #onRecord: (record: Buffer) => void = () => undefined;
  #isChecked = false;
  readonly #checked = Promise.withResolvers<void>();
  #consent: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(socket: Socket, remote: TransportDescription) {
    this.#socket = socket;
    this.#remote = remote;
    this.#check = new IceCheck(remote.iceParameters);
    socket.on('message', (packet) => this.#take(packet));
    socket.on('error', () => undefined);
  }

  /** Binds a port; sends nothing yet. */
  static async open(remote: TransportDescription): Promise<MediaLine> {
    const udp = remote.iceCandidates.filter(
      ({ protocol, ip }) => protocol === 'udp' && !ip.includes(':'),
    );
    const candidate = udp.find(({ ip }) => ip === '127.0.0.1') ?? udp[0];
    if (candidate === undefined) throw new Error('the server names no UDP candidate of IPv4');
    const socket = createSocket({ type: 'udp4', recvBufferSize: RECEIVE_BUFFER_BYTES });
    socket.connect(candidate.port, candidate.ip);
    await once(socket, 'connect');
    return new MediaLine(socket, remote);
  }

  /** Call it after the server has our fingerprints: before, it would not answer the handshake. */
  async connect(): Promise<void> {
    for (let checks = 0; !this.#isChecked; checks += 1) {
      if (checks === MAX_CHECKS) throw new Error('no answer to any connectivity check');
      this.#send(this.#check.request());
      await Promise.race([pause(CHECK_PAUSE_MS), this.#checked.promise]);
    }
    this.#srtp = await shakeHands(
      {
        send: (record) => this.#send(record),
        onRecord: (listener) => {
          this.#onRecord = listener;
        },
      },
      this.#remote.dtlsParameters,
    );
    this.#consent = setInterval(() => this.#send(this.#check.request()), CONSENT_INTERVAL_MS);
  }

  /**
   * @param index the packet index: the sequence number with its rollover counter above the 16 bits.
   * @returns the bytes of the datagram.
   */
  sendRtp(header: Buffer, payload: Buffer, index: number): number {
    if (this.#srtp === undefined) throw new Error('not connected');
    const packet = this.#srtp.protect(header, payload, index);
    this.#send(packet);
    return packet.length;
  }

  /**
   * @param headerBytes the length of its header, extensions included.
   * @param index the packet index, as in `sendRtp`.
   * @throws Error if it fails authentication.
   */
  decrypt(packet: Buffer, headerBytes: number, index: number): Buffer {
    if (this.#srtp === undefined) throw new Error('not connected');
    return this.#srtp.unprotect(packet, headerBytes, index);
  }

  sendRtcp(packet: Buffer): void {
    if (this.#srtp === undefined) throw new Error('not connected');
    this.#send(this.#srtp.protectRtcp(packet));
  }

  /** A raw datagram, not encrypted. */
  sendRaw(packet: Buffer): void {
    this.#send(packet);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#consent);
    this.#socket.close();
  }

  #send(packet: Buffer): void {
    if (!this.#closed) this.#socket.send(packet);
  }

  /** The first byte tells the protocol (RFC 7983), the second RTCP (RFC 5761 §4). */
  #take(packet: Buffer): void {
    const first = packet[0] ?? 0;
    const second = packet[1] ?? 0;
    if (first >= 128 && first < 192) {
      if (second < 192 || second > 223) this.onRtp(packet);
      else if (this.#srtp !== undefined) this.onRtcp(this.#srtp.unprotectRtcp(packet));
    } else if (first < 4) {
      if (this.#isChecked) return;
      this.#isChecked = this.#check.isSuccess(packet);
      if (this.#isChecked) this.#checked.resolve();
    } else if (first >= 20 && first < 64) {
      this.#onRecord(packet);
    }
  }
}
