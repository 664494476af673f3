// A line's server that a test plays, with the secret: it says what it wants to a holder.
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { KeyAgreement } from '../../server/src/cluster/lines/keyAgreement.ts';
import type { MediaTunnel } from '../../server/src/cluster/lines/mediaTunnels.ts';
import { upgrade } from '../network/upgrade.ts';
import type { LineServer } from './lineServer.ts';
import { CLUSTER_SECRET, startTunnels } from './tunnelPair.ts';

/** The connection, before a hello. Closed after the test. */
export async function knock({ node }: Pick<LineServer, 'node'>): Promise<Socket> {
  const { socket, status } = await upgrade(`${node.address}/cluster/lines/${node.id}`, {
    Authorization: `Bearer ${CLUSTER_SECRET}`,
    Upgrade: 'distansmote-lines',
  });
  if (socket === undefined) throw new Error(`refused with ${status}`);
  onTestFinished(() => void socket.destroy());
  return socket;
}

export const helloOf = (
  keys: KeyAgreement,
  address: string,
  nodeId = randomBytes(9).toString('base64url'),
) => ({ linkId: randomUUID(), key: keys.publicKey, nodeId, address });

/** The connection after the hello, with a media tunnel that has opened. */
export async function openPlayedLine(
  server: Pick<LineServer, 'node'>,
  nodeId?: string,
): Promise<{ socket: Socket; tunnel: MediaTunnel }> {
  const { tunnels, address } = await startTunnels();
  // Last, since the hello is waited for a second only.
  const socket = await knock(server);
  const keys = new KeyAgreement();
  const hello = helloOf(keys, address, nodeId);
  socket.write(`${JSON.stringify(hello)}\n`);
  const reader = createInterface(socket);
  const [answer] = (await once(reader, 'line')) as [string];
  reader.close();
  const { key } = JSON.parse(answer) as { key: string };
  const tunnel = tunnels.open({
    linkId: hello.linkId,
    peerAddress: server.node.address,
    salt: keys.saltWith(key),
    end: 'line',
    onLost: () => undefined,
  });
  await tunnel.opened;
  return { socket: socket.resume(), tunnel };
}
