// Where the routers of this machine are reached from other servers of the cluster.
import { lookup } from 'node:dns/promises';
import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { MediaAddress } from '../../media/mediaAddresses.ts';
import { endpointOf } from '../clusterAddress.ts';

/**
 * That of CLUSTER_ADDRESS, which need not be one of this machine's: then all are listened on.
 * @throws Error if its name cannot be looked up.
 */
export async function pipeAddressOf(clusterAddress: string): Promise<MediaAddress> {
  const { address } = await lookup(endpointOf({ address: clusterAddress }).host);
  const own = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  if (own.some((one) => one.address === address)) return { ip: address };
  return { ip: isIPv6(address) ? '::' : '0.0.0.0', announcedAddress: address };
}
