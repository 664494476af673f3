// What two servers agree on when one lends a media worker to the other.
import type { Duplex } from 'node:stream';
import { hkdfSync } from 'node:crypto';
import type { Socket } from 'node:net';
import { connect, type TlsOptions, TLSSocket, type TLSSocketOptions } from 'node:tls';
import { z } from 'zod';

/** Of the upgrade. */
export const GUESTS = 'distansmote-worker';
/** Of the request: both ends of a worker's channel must be of one version. */
export const VERSION_HEADER = 'mediasoup-version';
/** Of the answer: `GuestOffer` as JSON in base64url. */
export const OFFER_HEADER = 'media-worker';

/** The worker is asked how it is, so that each end sees that the other lives ... */
export const ASK_EVERY_MS = 2_000;
/** ... and when nothing has come for so long, the other machine is gone, or hangs. */
export const SILENT_MS = 8_000;

/** Of what makes a worker busy (`spreadAt`): with so much on each of its own workers a server has no room for others. */
export const ROOM_BELOW_SHARE = 1 / 2;

const mediaAddress = z.object({
  ip: z.union([z.ipv4(), z.ipv6()]),
  announcedAddress: z.string().min(1).max(255).exactOptional(),
});

export const guestOffer = z.object({
  /** Of the worker's process there. */
  pid: z.int().positive(),
  /** Where browsers reach it. */
  addresses: z.array(mediaAddress).min(1).max(64),
  /** Its own, for UDP and TCP. */
  port: z.int().min(1).max(65_535),
  /** Where routers of other servers reach its own. */
  pipeAddress: mediaAddress,
});
export type GuestOffer = z.infer<typeof guestOffer>;

export const encodeOffer = (offer: GuestOffer): string =>
  Buffer.from(JSON.stringify(offer)).toString('base64url');

/**
 * A worker's channel carries keys and, in large meetings, sound: it is encrypted also where CLUSTER_ADDRESS is plain http.
 * TLS with the secret as pre-shared key (RFC 5489 with RFC 7905) needs no certificates, shows each end that the other
 * has the secret, and by its ephemeral keys stays unreadable to who learns the secret later. Node.js has none for TLS 1.3.
 */
const SECURITY = {
  ciphers: 'ECDHE-PSK-CHACHA20-POLY1305',
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
} as const;
const IDENTITY = 'guest worker';

const keyOf = (secret: string) =>
  Buffer.from(hkdfSync('sha256', secret, '', 'channel of a guest worker', 32));

/** As the server that asked. */
export const secureAsOwner = (socket: Socket, secret: string): Duplex =>
  connect({
    ...SECURITY,
    socket,
    pskCallback: () => ({ psk: keyOf(secret), identity: IDENTITY }),
    // There is no certificate.
    checkServerIdentity: () => undefined,
  });

/** As the server that lends. */
export function secureAsHost(socket: Socket, secret: string): Duplex {
  const options: TLSSocketOptions & Pick<TlsOptions, 'pskCallback'> = {
    ...SECURITY,
    isServer: true,
    pskCallback: (_socket, identity) => (identity === IDENTITY ? keyOf(secret) : null),
  };
  return new TLSSocket(socket, options);
}
