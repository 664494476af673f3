// Socket.IO's own wire format, with a limit on each packet before anything of it is parsed.
import type { RequestName } from '@distansmote/shared/signalling/requests.ts';
import { Decoder, Encoder, type Packet, PacketType } from 'socket.io-parser';

/** Characters of any packet that is no request: a CONNECT with its handshake, for instance. */
const MAX_PACKET_LENGTH = 1_000;
/** Characters of a request that is not named below. */
const MAX_REQUEST_LENGTH = 4_000;
/**
 * Characters of the requests that need more. `prepare` and `join` carry media parameters (about 9,000 in Chromium's largest); a
 * message has 4,000 characters, each of which JSON may double; the others name every track of a hundred people.
 */
const MAX_LENGTH_OF: Partial<Record<RequestName, number>> = {
  prepare: 16_000,
  join: 16_000,
  sendTest: 8_000,
  sendMessage: 9_000,
  reportPlayback: 12_000,
  tracksReady: 40_000,
  setVideoSizes: 20_000,
};
/** Objects, lists and their members in one packet: what a schema has to look at. An honest `prepare` has about 900. */
const MAX_NODES = 2_500;

/** Bytes of the largest packet, most of whose characters may take three bytes. */
export const MAX_FRAME_BYTES = 48_000;

/** Stands for a body that was too large to be parsed. */
export const TOO_LARGE = Symbol('a body that is too large');

/** `2<acknowledgement>["request","<name>",…`, as socket.io-parser writes an EVENT. */
const REQUEST = /^2(\d{1,9})\["request","([A-Za-z]{1,40})"/;

class BoundedDecoder extends Decoder {
  /** @throws where the packet is no packet of ours: Socket.IO closes the connection. */
  override add(packet: unknown): void {
    if (typeof packet !== 'string') throw new Error('binary packets are not spoken here');
    const [, id, name] = REQUEST.exec(packet) ?? [];
    const maxLength =
      name === undefined
        ? MAX_PACKET_LENGTH
        : (MAX_LENGTH_OF[name as RequestName] ?? MAX_REQUEST_LENGTH);
    if (packet.length <= maxLength && countNodes(packet) <= MAX_NODES) return super.add(packet);
    if (name === undefined) throw new Error('a packet that is too large');
    this.emitReserved('decoded', {
      type: PacketType.EVENT,
      nsp: '/',
      id: Number(id),
      data: ['request', name, TOO_LARGE],
    });
  }
}

/** At least as many as there are; brackets and commas within texts count as well. */
function countNodes(packet: string): number {
  let nodes = 0;
  for (let at = 0; at < packet.length; at += 1) {
    const character = packet.charCodeAt(at);
    // , [ {
    if (character === 0x2c || character === 0x5b || character === 0x7b) nodes += 1;
  }
  return nodes;
}

/** Remembers how long the last packet became, so that nobody has to encode it again to know. */
export class MeasuringEncoder extends Encoder {
  /** In characters. */
  lastLength = 0;

  override encode(packet: Packet): unknown[] {
    const encoded: unknown[] = super.encode(packet);
    const [text] = encoded;
    this.lastLength = typeof text === 'string' ? text.length : 0;
    return encoded;
  }
}

export const boundedParser = { Encoder: MeasuringEncoder, Decoder: BoundedDecoder };
