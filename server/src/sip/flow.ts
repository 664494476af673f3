// How one peer is reached: a connection, or an address for UDP.
import type { Transport } from 'sip.js/lib/core/index.js';

export type Protocol = 'UDP' | 'TCP' | 'TLS';

/** Used by sip.js as its transport. */
export interface Flow extends Transport {
  readonly protocol: Protocol;
  /** The peer's; IPv4 in dotted form. */
  readonly address: string;
  readonly port: number;
  /** Without retransmission: for stateless responses, above all to strangers. */
  sendOnce(text: string): void;
  /** The peer has proved that it may call: it gets a higher rate limit, and its connection stays open. */
  trust(): void;
}

/** SIP text is latin1 throughout, one character a byte, so that Content-Length counts right. */
export const WIRE_ENCODING = 'latin1';

/** The parser's time grows with the length. */
export const MAX_MESSAGE_BYTES = 16_384;

/** The port for a response over UDP (RFC 3261 §18.2.2, RFC 3581). */
export function replyPort(text: string, sourcePort: number): number {
  const via = /^(?:via|v)[ \t]*:([^\r\n]*)/im.exec(text)?.[1]?.split(',')[0] ?? '';
  if (/;\s*rport\b/i.test(via)) return sourcePort;
  const [sentBy = ''] = via.replace(/^\s*SIP\s*\/\s*2\.0\s*\/\s*\w+\s+/i, '').split(';');
  const port = /:\s*(\d{1,5})\s*$/.exec(sentBy)?.[1];
  // An impossible port is ignored.
  const said = port === undefined ? 5060 : Number(port);
  return said > 0 && said < 65_536 ? said : sourcePort;
}
