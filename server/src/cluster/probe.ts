// Whether there is a way to another server of the cluster at all: by TCP, which a process that hangs answers too.
import { connect } from 'node:net';
import { endpointOf } from './clusterAddress.ts';
import type { ClusterNode } from './roomDirectory.ts';

/** TCP asks for a second time after one second. */
const TIMEOUT_MS = 2_500;

/** Of the network. All else is an answer (it refuses), or says nothing of the way (its name is not found just now). */
const NO_WAY = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/** @returns false where nothing has answered in 2.5 s. Never rejects. */
export function probe(node: ClusterNode, timeoutMs = TIMEOUT_MS): Promise<boolean> {
  return new Promise((resolve) => {
    const { host, port } = endpointOf(node);
    const socket = connect({ host, port }).unref();
    const settle = (isReached: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(isReached);
    };
    const timer = setTimeout(() => settle(false), timeoutMs).unref();
    socket.once('connect', () => settle(true));
    socket.on('error', ({ code = '' }: NodeJS.ErrnoException) => settle(!NO_WAY.has(code)));
  });
}
