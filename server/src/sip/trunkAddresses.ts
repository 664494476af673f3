// Finds the addresses of the trunk: by SRV where its URI has no port (RFC 3263 §4.2), else by its name.
import { lookup, resolveSrv } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Protocol } from './flow.ts';

export interface TrunkAddress {
  address: string;
  port: number;
}

interface Target {
  /** A name or an IP address without brackets. */
  host: string;
  port: number | undefined;
  protocol: Protocol;
}

const SERVICES: Readonly<Record<Protocol, string>> = {
  UDP: '_sip._udp',
  TCP: '_sip._tcp',
  TLS: '_sips._tcp',
};
const DEFAULT_PORTS: Readonly<Record<Protocol, number>> = { UDP: 5060, TCP: 5060, TLS: 5061 };
const MAX_SERVERS = 4;

/**
 * In the order in which they are to be tried. Of servers with the same priority the heaviest comes first, not one by lot as in
 * RFC 2782. NAPTR is not asked: the transport is set.
 * @throws Error with a `code` when the name is not found
 */
export async function trunkAddresses({ host, port, protocol }: Target): Promise<TrunkAddress[]> {
  if (isIP(host) !== 0) return [{ address: host, port: port ?? DEFAULT_PORTS[protocol] }];
  const servers = port === undefined ? await serversOf(`${SERVICES[protocol]}.${host}`) : [];
  const named =
    servers.length > 0 ? servers : [{ name: host, port: port ?? DEFAULT_PORTS[protocol] }];
  const found = await Promise.allSettled(
    named.map(async (server) => {
      const addresses = await lookup(server.name, { all: true });
      return addresses.map(({ address }) => ({ address, port: server.port }));
    }),
  );
  const all = found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const [first] = found;
  if (all.length === 0 && first?.status === 'rejected') throw first.reason;
  return all;
}

/** None where there is no record, or DNS does not answer: then the name itself is asked for. */
async function serversOf(service: string): Promise<{ name: string; port: number }[]> {
  try {
    const records = await resolveSrv(service);
    return records
      .toSorted((one, other) => one.priority - other.priority || other.weight - one.weight)
      .slice(0, MAX_SERVERS);
  } catch {
    return [];
  }
}
