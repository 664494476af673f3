// Socket.IO's own parser, with limits on each packet that apply before any of it is parsed.
import type { RequestName } from '@distansmote/shared/signalling/requests.ts';
import { Decoder, Encoder, type Packet, PacketType } from 'socket.io-parser';

/** Max characters of packets that aren't requests, such as CONNECT with its handshake. */
const MAX_PACKET_LENGTH = 1_000;
/** Max characters of requests that aren't listed below. */
const MAX_REQUEST_LENGTH = 4_000;
/**
 * Max characters of requests that need more. `prepare` and `join` carry media parameters (Chromium's largest: about
 * 9,000). A message has 4,000 characters, which JSON may double. The others name every track of a hundred people.
 */
const MAX_LENGTH_OF: Partial<Record<RequestName, number>> = {
  prepare: 16_000,
  join: 16_000,
  sendTest: 8_000,
  sendMessage: 9_000,
  writeText: 4_200,
  reportPlayback: 12_000,
  tracksReady: 40_000,
  setVideoSizes: 20_000,
};
/** Max objects, arrays and members per packet: the work of validation. An honest `prepare` has about 900. */
const MAX_NODES = 2_500;

/** Max bytes of a WebSocket frame or POST body: the longest packet, mostly three-byte characters. */
export const MAX_FRAME_BYTES = 48_000;

/** Replaces a body that was too large to parse. */
export const TOO_LARGE = Symbol('a body that is too large');

/** `2<ack id>["request","<name>",…`: an EVENT as socket.io-parser writes it. */
const REQUEST = /^2(\d{1,9})\["request","([A-Za-z]{1,40})"/;

class BoundedDecoder extends Decoder {
  /** @throws when the packet can't be ours; Socket.IO then closes the connection. */
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

/** An upper bound: brackets and commas inside strings count too. */
function countNodes(packet: string): number {
  let nodes = 0;
  for (let at = 0; at < packet.length; at += 1) {
    const character = packet.charCodeAt(at);
    // , [ {
    if (character === 0x2c || character === 0x5b || character === 0x7b) nodes += 1;
  }
  return nodes;
}

/** Remembers the length of the last packet, so that nobody has to encode it again. */
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
