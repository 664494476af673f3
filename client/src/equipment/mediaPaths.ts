// The ways that media can take to the server: straight by UDP or TCP, or by a TURN relay.
import type { IceServer, TransportDescription } from '@distansmote/shared/signalling/rtp.ts';
import type { TransportOptions } from 'mediasoup-client/types';

/** The best first. */
export type PathKind = 'udp' | 'tcp' | 'relay';

/** The server's transport as seen by a browser that must take that way and no other. */
export function onlyBy(
  way: PathKind,
  transport: TransportDescription,
  iceServers: IceServer[],
): TransportOptions {
  const protocol = way === 'tcp' ? 'tcp' : 'udp';
  return {
    ...transport,
    iceCandidates: transport.iceCandidates.filter((candidate) => candidate.protocol === protocol),
    ...(way === 'relay' && { iceServers, iceTransportPolicy: 'relay' as const }),
  };
}

/** Where the server takes media, as a firewall must let it through: such as `udp 203.0.113.5:31000`. */
export function serverAddresses({ iceCandidates }: TransportDescription): string[] {
  return iceCandidates.map(({ protocol, ip, port }) => `${protocol} ${ip}:${port}`);
}
