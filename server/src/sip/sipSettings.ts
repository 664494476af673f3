// The settings of the SIP side (docs/telephony.md).
import type { Protocol } from './flow.ts';

export type SipTransport = 'udp' | 'tcp' | 'tls';

export interface SipSettings {
  /** For UDP and TCP; TLS has the next one. 0 in tests: any. */
  port: number;
  host: string | undefined;
  /** TLS needs a certificate as well. */
  transports: readonly SipTransport[];
  /** For SDP and Contact: the address by which the trunk reaches us. */
  announcedAddress: string;
  /** Addresses and networks of the trunk (CIDR). Empty: only digest authentication admits calls. */
  trunkAllow: readonly string[];
  /** For digest authentication (RFC 8760): whoever knows both may call. Both are set, or neither. */
  user: string | undefined;
  password: string | undefined;
  /** Signs the nonces of digest authentication. */
  nonceKey: Uint8Array;
  /** PEM; undefined: no TLS. */
  tls: { cert: string; key: string } | undefined;
  /** How long one call may last, in seconds. */
  maxCallSeconds: number;
  /** How many calls at once. */
  maxCalls: number;
  /** The trunk by which calls are made; undefined: none are. */
  dialOut: DialOutSettings | undefined;
}

export interface DialOutSettings {
  /** A name, or an IP address without brackets. */
  host: string;
  /** Undefined: by SRV, or the default one. */
  port: number | undefined;
  protocol: Protocol;
  /** For its challenges. Both are set, or neither. */
  user: string | undefined;
  password: string | undefined;
  /** The number that is shown: a plus sign and digits, or digits alone. */
  from: string;
  /** PEM, in tests; otherwise what the system trusts (NODE_EXTRA_CA_CERTS). */
  ca?: string;
}
