// The way by which one other end is reached: a connection, or an address that UDP goes to.
import type { Transport } from 'sip.js/lib/core/index.js';

export type Protocol = 'UDP' | 'TCP' | 'TLS';

/** What sip.js sends by. */
export interface Flow extends Transport {
  readonly protocol: Protocol;
  /** The other end's, with IPv4 written as such. */
  readonly address: string;
  readonly port: number;
  /** With no retransmission: for what is answered without a transaction, above all to strangers. */
  sendOnce(text: string): void;
  /** It has shown that it may call: it may say more, and a connection is not closed for silence. */
  trust(): void;
}

/** SIP is handled as latin1 throughout: each byte one character, so that Content-Length counts right. */
export const WIRE_ENCODING = 'latin1';

/** Longer ones are not read: the parser's time grows with them. */
export const LONGEST_MESSAGE_BYTES = 16_384;

/** RFC 3261 §18.2.2 and RFC 3581: where the answer to this goes, if it came by UDP. */
export function replyPort(text: string, sourcePort: number): number {
  const via = /^(?:via|v)[ \t]*:([^\r\n]*)/im.exec(text)?.[1]?.split(',')[0] ?? '';
  if (/;\s*rport\b/i.test(via)) return sourcePort;
  const [sentBy = ''] = via.replace(/^\s*SIP\s*\/\s*2\.0\s*\/\s*\w+\s+/i, '').split(';');
  const port = /:\s*(\d{1,5})\s*$/.exec(sentBy)?.[1];
  // Absurd ones are answered where they come from.
  const said = port === undefined ? 5060 : Number(port);
  return said > 0 && said < 65_536 ? said : sourcePort;
}
