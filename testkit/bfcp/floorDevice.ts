// A room system's end of floor control over UDP: a device that asks for the floor to show something.
import type { AgreedBfcp, LocalBfcp } from '../../server/src/rtp/agreedMedia.ts';
import { RtpSocket } from '../../server/src/rtp/rtpPorts.ts';
import type { BfcpAttribute } from '../../server/src/bfcp/bfcpAttributes.ts';
import { readFloorRequests } from '../../server/src/bfcp/floorRequestInformation.ts';
import { BfcpPeer } from './bfcpPeer.ts';

const ADDRESS = '127.0.0.1';

export class FloorDevice {
  readonly #socket: RtpSocket;
  #peer: BfcpPeer | undefined;
  #ids = { conferenceId: 0, userId: 0, floorId: 0 };
  /** Of the floor, for this device. */
  #requestId = 0;

  private constructor(socket: RtpSocket) {
    this.#socket = socket;
    socket.listen((packet) => {
      this.#peer?.deliver(packet);
      const { userId, floorId } = this.#ids;
      const attributes = this.#peer?.received.at(-1)?.attributes ?? [];
      for (const request of readFloorRequests(attributes, floorId))
        if (request.beneficiaryId === userId) this.#requestId = request.floorRequestId;
    });
  }

  static async open(): Promise<FloorDevice> {
    return new FloorDevice(await RtpSocket.open(ADDRESS, 0));
  }

  get port(): number {
    return this.#socket.port;
  }

  get peer(): BfcpPeer {
    if (this.#peer === undefined) throw new Error('floor control is not agreed on');
    return this.#peer;
  }

  /** @param local the server's end, as its SDP says */
  connect({ port, ...ids }: LocalBfcp): void {
    this.#ids = ids;
    this.#peer = new BfcpPeer(
      (packet) => this.#socket.send(packet, { address: ADDRESS, port }),
      ids,
    );
  }

  /** As the product agrees on it. */
  get agreed(): AgreedBfcp {
    const { port } = this.#socket;
    const [address, signalledFrom] = [ADDRESS, ADDRESS];
    return { kind: 'bfcp', mediaLine: 3, address, port, signalledFrom, role: 'server' };
  }

  hello(): void {
    this.peer.request('Hello');
  }

  requestFloor(): void {
    this.peer.request('FloorRequest', [this.#floor]);
  }

  queryFloor(): void {
    this.peer.request('FloorQuery', [this.#floor]);
  }

  releaseFloor(): void {
    this.peer.request('FloorRelease', [{ type: 'floorRequestId', id: this.#requestId }]);
  }

  close(): void {
    this.#socket.close();
  }

  get #floor(): BfcpAttribute {
    return { type: 'floorId', id: this.#ids.floorId };
  }
}
