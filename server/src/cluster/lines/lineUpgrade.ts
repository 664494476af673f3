// How a connection for calls begins between two servers: an upgrade, then a hello of each.
import type { Socket } from 'node:net';
import { z } from 'zod';
import type { Peers } from '../peers.ts';
import type { ClusterNode } from '../roomDirectory.ts';
import { askForUpgrade, UpgradeRefused } from '../upgrade.ts';

/** Of the upgrade. */
export const LINES = 'distansmote-lines';

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
export async function askForLines(
  peers: Pick<Peers, 'request'>,
  node: ClusterNode,
): Promise<{ socket: Socket; head: Buffer }> {
  try {
    const wish = { path: 'lines', protocol: LINES, timeoutMs: HELLO_TIMEOUT_MS } as const;
    return await askForUpgrade(peers, node, wish);
  } catch (error) {
    throw error instanceof UpgradeRefused ? refusalOf(error) : error;
  }
}

function refusalOf({ status, message, cause }: UpgradeRefused): LineUnavailable {
  if (status === MISDIRECTED)
    return new LineUnavailable('gone', 'another process is at its address');
  if (status === NOT_FOUND)
    return new LineUnavailable(
      'notTaken',
      'it takes no calls of other servers: it has another CLUSTER_SECRET, or an older version',
    );
  const { code } = (cause ?? {}) as NodeJS.ErrnoException;
  return new LineUnavailable(code === 'ECONNREFUSED' ? 'gone' : 'unreachable', message, cause);
}
