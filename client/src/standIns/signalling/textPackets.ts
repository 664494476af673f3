// Stands in for Engine.IO's encoder and decoder of packets: all of ours are text (client/build/libraries.ts).
import type { Packet } from 'engine.io-parser';

/** Each is written as its place in this list. */
const PACKET_TYPES: Packet['type'][] = [
  'open',
  'close',
  'ping',
  'pong',
  'message',
  'upgrade',
  'noop',
];

export function encodePacket(
  { type, data }: Packet,
  _supportsBinary: boolean,
  encoded: (text: string) => void,
): void {
  encoded(`${PACKET_TYPES.indexOf(type)}${data || ''}`);
}

/** Of anything but text, an error packet, at which Engine.IO closes the connection. */
export function decodePacket(encoded: unknown): Packet {
  const type = typeof encoded === 'string' ? PACKET_TYPES[encoded.charAt(0) as never] : undefined;
  if (type === undefined) return { type: 'error', data: 'parser error' };
  const data = (encoded as string).slice(1);
  return data ? { type, data } : { type };
}

/** For WebTransport, which is not used. */
export function encodePacketToBinary(): never {
  throw new Error('there is no WebTransport');
}
