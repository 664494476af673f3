// How a connection for calls begins between two servers: an HTTP upgrade (RFC 9110 §7.8), then a hello of each.
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { z } from 'zod';
import type { Peers } from '../peers.ts';
import type { ClusterNode } from '../roomDirectory.ts';

const PROTOCOL = 'distansmote-lines';

/** For the answer to the upgrade, and for the hello after it. */
export const HELLO_TIMEOUT_MS = 1_000;

const MISDIRECTED = 421;
const NOT_FOUND = 404;

/** `KeyAgreement.publicKey` of the media tunnel. */
const key = z.string().length(43);

/** The line's server speaks first. */
export const helloOfLine = z.object({
  linkId: z.uuid(),
  key,
  nodeId: z.string().regex(/^[\w-]{1,32}$/),
  /** Its CLUSTER_ADDRESS. */
  address: z.url({ protocol: /^https?$/ }).max(300),
});
export type HelloOfLine = z.infer<typeof helloOfLine>;

export const helloOfHolder = z.object({ key });
export type HelloOfHolder = z.infer<typeof helloOfHolder>;

/**
 * gone: the process that was meant is not there any more.
 * notTaken: no server of this cluster, or one of a version that takes no calls of others.
 * noMedia: UDP does not get through.
 * unreachable: all else.
 */
export type WhyUnavailable = 'gone' | 'notTaken' | 'noMedia' | 'unreachable';

/** No calls can be led to meetings of that server now. */
export class LineUnavailable extends Error {
  override name = 'LineUnavailable';
  readonly why: WhyUnavailable;

  constructor(why: WhyUnavailable, message: string, cause?: unknown) {
    super(message, { cause });
    this.why = why;
  }
}

/** @throws LineUnavailable if it is not answered within a second, or refused. */
export function askForUpgrade(
  peers: Pick<Peers, 'request'>,
  node: ClusterNode,
): Promise<{ socket: Socket; head: Buffer }> {
  return new Promise((resolve, reject) => {
    const headers = { Host: new URL(node.address).host, Connection: 'Upgrade', Upgrade: PROTOCOL };
    const outgoing = peers.request(node, 'lines', { method: 'GET', headers });
    const late = new LineUnavailable('unreachable', 'it does not answer');
    const timer = setTimeout(() => outgoing.destroy(late), HELLO_TIMEOUT_MS);
    const refuse = (error: Error) => {
      clearTimeout(timer);
      reject(error);
    };
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (error instanceof LineUnavailable) return refuse(error);
      const why = error.code === 'ECONNREFUSED' ? 'gone' : 'unreachable';
      refuse(new LineUnavailable(why, 'it is not reached', error));
    });
    outgoing.once('response', (answer) => {
      outgoing.destroy();
      refuse(refusalOf(answer));
    });
    outgoing.once('upgrade', (_answer, socket: Socket, head) => {
      clearTimeout(timer);
      resolve({ socket, head });
    });
    outgoing.end();
  });
}

function refusalOf({ statusCode }: IncomingMessage): LineUnavailable {
  if (statusCode === MISDIRECTED)
    return new LineUnavailable('gone', 'another process is at its address');
  if (statusCode === NOT_FOUND)
    return new LineUnavailable(
      'notTaken',
      'it takes no calls of other servers: it has another CLUSTER_SECRET, or an older version',
    );
  return new LineUnavailable('unreachable', `it answers ${statusCode}`);
}

/** Whether that protocol was asked for. */
export const asksForLines = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers.upgrade?.toLowerCase() === PROTOCOL;

export const UPGRADED = `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${PROTOCOL}\r\n\r\n`;
