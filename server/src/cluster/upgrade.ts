// How a lasting connection begins between two servers of a cluster: an HTTP upgrade (RFC 9110 §7.8).
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Peers, PeerPath } from './peers.ts';
import type { ClusterNode } from './roomDirectory.ts';

/** The other server does not open one now. */
export class UpgradeRefused extends Error {
  override name = 'UpgradeRefused';
  /** Undefined where it has not answered. */
  readonly status: number | undefined;

  constructor(status: number | undefined, message: string, cause?: unknown) {
    super(message, { cause });
    this.status = status;
  }
}

export interface UpgradeWish {
  /** Below `/cluster/`. */
  path: PeerPath;
  protocol: string;
  headers?: Record<string, string>;
  timeoutMs: number;
}

/** @throws UpgradeRefused; its cause is the error of the connection. */
export function askForUpgrade(
  peers: Pick<Peers, 'request'>,
  node: ClusterNode,
  { path, protocol, headers, timeoutMs }: UpgradeWish,
): Promise<{ socket: Socket; head: Buffer; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const outgoing = peers.request(node, path, {
      method: 'GET',
      headers: {
        ...headers,
        Host: new URL(node.address).host,
        Connection: 'Upgrade',
        Upgrade: protocol,
      },
    });
    const late = new UpgradeRefused(undefined, 'it does not answer');
    const timer = setTimeout(() => outgoing.destroy(late), timeoutMs);
    const refuse = (error: Error) => {
      clearTimeout(timer);
      reject(error);
    };
    outgoing.on('error', (error) =>
      refuse(
        error instanceof UpgradeRefused
          ? error
          : new UpgradeRefused(undefined, 'it is not reached', error),
      ),
    );
    outgoing.once('response', ({ statusCode }) => {
      outgoing.destroy();
      refuse(new UpgradeRefused(statusCode, `it answers ${statusCode}`));
    });
    outgoing.once('upgrade', (answer, socket: Socket, head) => {
      clearTimeout(timer);
      resolve({ socket, head, headers: answer.headers });
    });
    outgoing.end();
  });
}

/** Whether that protocol was asked for. */
export const asksFor = ({ headers }: Pick<IncomingMessage, 'headers'>, protocol: string): boolean =>
  headers.upgrade?.toLowerCase() === protocol;

/** The answer, after which the connection is the protocol's. */
export function upgradedTo(protocol: string, headers: Record<string, string> = {}): string {
  const all = { Connection: 'Upgrade', Upgrade: protocol, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`;
}

/** Instead of it. */
export const refusedWith = (status: number): string =>
  `HTTP/1.1 ${status} \r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
