// The paths that media can take to the server: directly over UDP or TCP, or through a TURN relay.
import type { IceServer, TransportDescription } from '@distansmote/shared/signalling/rtp.ts';
import type { TransportOptions } from 'mediasoup-client/types';

/** Best first. */
export type PathKind = 'udp' | 'tcp' | 'relay';

/** The server's transport, restricted to that path. */
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

/** The server's media addresses, for firewall rules: such as `udp 203.0.113.5:31000`. */
export function serverAddresses({ iceCandidates }: TransportDescription): string[] {
  return iceCandidates.map(({ protocol, ip, port }) => `${protocol} ${ip}:${port}`);
}
