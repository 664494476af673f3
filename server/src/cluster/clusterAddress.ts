// Where a server of the cluster is reached, as connections need it.
import type { ClusterNode } from './roomDirectory.ts';

export interface Endpoint {
  host: string;
  port: number;
  isTls: boolean;
}

export function endpointOf({ address }: Pick<ClusterNode, 'address'>): Endpoint {
  const { protocol, hostname, port } = new URL(address);
  const isTls = protocol === 'https:';
  // Of an IPv6 address in a URL.
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return { host, port: port === '' ? (isTls ? 443 : 80) : Number(port), isTls };
}
