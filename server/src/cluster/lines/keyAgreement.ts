// What both ends of a link draw for their media tunnel: X25519 (RFC 7748), so that whoever reads the link, and CLUSTER_SECRET on
// it where it is plain http, still cannot listen.
import { createPublicKey, diffieHellman, generateKeyPairSync } from 'node:crypto';

/** The salt of a tunnel's keys, from what this end has drawn and what the other has sent. */
export class KeyAgreement {
  readonly #pair = generateKeyPairSync('x25519');

  /** Sent to the other end: 43 characters of base64url. */
  get publicKey(): string {
    return String(this.#pair.publicKey.export({ format: 'jwk' }).x);
  }

  /**
   * The same at both ends, and another each time.
   * @param theirs `publicKey` of the other end.
   * @throws Error if it is none.
   */
  saltWith(theirs: string): string {
    const key = { kty: 'OKP', crv: 'X25519', x: theirs };
    const publicKey = createPublicKey({ key, format: 'jwk' });
    const shared = diffieHellman({ privateKey: this.#pair.privateKey, publicKey });
    return [shared.toString('base64url'), ...[this.publicKey, theirs].sort()].join(' ');
  }
}
