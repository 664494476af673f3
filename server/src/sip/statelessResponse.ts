// Writes responses without a transaction (RFC 3261 §8.2.7), for what is refused before it reaches sip.js.
import { randomBytes } from 'node:crypto';
import type { Flow } from './flow.ts';
import { type RawMessage, headerOf, isAnswerable } from './rawMessage.ts';

const REASONS = {
  400: 'Bad Request',
  401: 'Unauthorized',
  405: 'Method Not Allowed',
  416: 'Unsupported URI Scheme',
  420: 'Bad Extension',
  481: 'Call/Transaction Does Not Exist',
  500: 'Server Internal Error',
  513: 'Message Too Large',
} as const;
export type StatelessStatus = keyof typeof REASONS;

/** @returns undefined when no response is possible: an ACK has none. */
export function statelessResponse(
  raw: RawMessage,
  flow: Flow,
  status: StatelessStatus,
  extra: readonly string[] = [],
): string | undefined {
  if (raw.firstLine.startsWith('ACK ') || !isAnswerable(raw)) return undefined;
  const to = headerOf(raw, 'to') ?? '';
  const vias = raw.headers.filter(({ name }) => name === 'via').map(({ value }) => value);
  return [
    `SIP/2.0 ${status} ${REASONS[status]}`,
    ...vias.map((via, index) => `Via: ${index === 0 ? receivedVia(via, flow) : via}`),
    `From: ${headerOf(raw, 'from')}`,
    `To: ${/;\s*tag\s*=/i.test(to) ? to : `${to};tag=${randomBytes(6).toString('hex')}`}`,
    `Call-ID: ${headerOf(raw, 'call-id')}`,
    `CSeq: ${headerOf(raw, 'cseq')}`,
    ...extra,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

/** Adds where it really came from (RFC 3261 §18.2.1, RFC 3581 §4). */
export function receivedVia(via: string, { address, port }: Flow): string {
  const parameters = via.split(';').flatMap((parameter) => {
    const name = parameter.split('=')[0]?.trim().toLowerCase();
    if (name === 'received') return [];
    return [name === 'rport' ? `rport=${port}` : parameter];
  });
  return `${parameters.join(';')};received=${address}`;
}
