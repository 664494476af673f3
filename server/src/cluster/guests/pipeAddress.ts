// Where the routers of this machine are reached from another server of the cluster.
import { lookup } from 'node:dns/promises';
import { isIPv6, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { MediaAddress } from '../../media/mediaAddresses.ts';
import { endpointOf } from '../clusterAddress.ts';

const isLoopback = (address: string) => /^(?:127\.|::1$)/.test(address);

/**
 * That of CLUSTER_ADDRESS, which need not be one of this machine's: then all are listened on. A machine's own name often
 * leads to the loopback (127.0.1.1), or to another kind of address than the other server uses: then that of the connection.
 * @param connection with the other server. @throws Error if it has ended.
 */
export async function pipeAddressOf(
  clusterAddress: string,
  { localAddress }: Pick<Socket, 'localAddress'>,
): Promise<MediaAddress> {
  if (localAddress === undefined) throw new Error('the connection has ended');
  // Of an IPv4 connection to a socket that takes both.
  const local = localAddress.replace(/^::ffff:(?=\d+\.)/i, '');
  const { host } = endpointOf({ address: clusterAddress });
  const found = await lookup(host, { all: true }).catch(() => []);
  const named = found.map(({ address }) => address);
  const alike = named.filter((address) => isIPv6(address) === isIPv6(local));
  // The other server is on this machine, or comes by a proxy that is.
  const anyWillDo = alike.length > 0 ? alike : named;
  const usable = isLoopback(local) ? anyWillDo : alike.filter((address) => !isLoopback(address));
  const own = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const ip = usable.find((address) => own.some((one) => one.address === address));
  if (ip !== undefined) return { ip };
  const [elsewhere] = usable;
  if (elsewhere === undefined) return { ip: local };
  return { ip: isIPv6(elsewhere) ? '::' : '0.0.0.0', announcedAddress: elsewhere };
}

/** @throws Error where routers at these two cannot reach each other, whatever the firewall. */
export function checkPipeAddresses(own: MediaAddress, other: MediaAddress): void {
  const [here, there] = [own, other].map(({ ip, announcedAddress }) => announcedAddress ?? ip);
  if (here === undefined || there === undefined) return;
  if (isLoopback(here) === isLoopback(there) && isIPv6(here) === isIPv6(there)) return;
  throw new Error(
    `no media passes between ${here} here and ${there} there: set CLUSTER_ADDRESS of both to addresses of one kind ` +
      'at which the other is reached',
  );
}
