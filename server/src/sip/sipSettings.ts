// What the SIP side is set to, as the operator wrote it (docs/telephony.md).
export type SipTransport = 'udp' | 'tcp' | 'tls';

export interface SipSettings {
  /** Of UDP and TCP; TLS has the next one. 0 in tests: any. */
  port: number;
  host: string | undefined;
  /** Of these, TLS only where there is a certificate. */
  transports: readonly SipTransport[];
  /** What the SDP and Contact say: the address by which the trunk reaches us. */
  announcedAddress: string;
  /** Addresses and networks of the trunk (CIDR); empty: none, so that only digest lets in. */
  trunkAllow: readonly string[];
  /** Digest (RFC 8760, RFC 7616): whoever knows both may call. Both, or neither. */
  user: string | undefined;
  password: string | undefined;
  /** PEM; undefined: no TLS. */
  tls: { cert: string; key: string } | undefined;
  /** How long one call may last, in seconds. */
  maxCallSeconds: number;
  /** How many calls at once. */
  maxCalls: number;
}
