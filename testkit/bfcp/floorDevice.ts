// A room system's end of floor control over UDP: a device that asks for the floor to show something.
import type { AgreedBfcp, LocalBfcp } from '../../server/src/rtp/agreedMedia.ts';
import { RtpSocket } from '../../server/src/rtp/rtpPorts.ts';
import type { BfcpAttribute } from '../../server/src/bfcp/bfcpAttributes.ts';
import { readFloorRequests } from '../../server/src/bfcp/floorRequestInformation.ts';
import { BfcpPeer } from './bfcpPeer.ts';

const ADDRESS = '127.0.0.1';

export class FloorDevice {
  readonly peer: BfcpPeer;
  readonly #socket: RtpSocket;
  readonly #ids: { conferenceId: number; userId: number; floorId: number };
  /** Of the floor, for this device. */
  #requestId = 0;

  private constructor(socket: RtpSocket, { port, ...ids }: LocalBfcp) {
    this.#socket = socket;
    this.#ids = ids;
    this.peer = new BfcpPeer((packet) => socket.send(packet, { address: ADDRESS, port }), ids);
    socket.listen((packet) => {
      this.peer.deliver(packet);
      const attributes = this.peer.received.at(-1)?.attributes ?? [];
      for (const request of readFloorRequests(attributes, ids.floorId))
        if (request.beneficiaryId === ids.userId) this.#requestId = request.floorRequestId;
    });
  }

  /** @param local the server's end, as its SDP says */
  static async open(local: LocalBfcp): Promise<FloorDevice> {
    return new FloorDevice(await RtpSocket.open(ADDRESS, 0), local);
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
