// What a trunk answers to the challenge of a server that wants its password (RFC 7616).
import { createHash } from 'node:crypto';

const HASHES = { 'SHA-256': 'sha256', MD5: 'md5' } as const;

export interface TrunkAccount {
  user: string;
  password: string;
}

/**
 * The Authorization line of an INVITE.
 *
 * @param challenge a 401, with each algorithm in a line of its own
 */
export function digestAnswer(
  challenge: string,
  { user, password }: TrunkAccount,
  algorithm: keyof typeof HASHES = 'SHA-256',
): string {
  const line = challenge.split('\r\n').find((one) => one.includes(`algorithm=${algorithm}`)) ?? '';
  const nonce = /nonce="([^"]+)"/.exec(line)?.[1] ?? '';
  const hash = (text: string) => createHash(HASHES[algorithm]).update(text).digest('hex');
  const secret = hash(`${user}:distansmote:${password}`);
  const response = hash(`${secret}:${nonce}:00000001:abc:auth:${hash('INVITE:sip:x@y')}`);
  return `Authorization: Digest username="${user}", realm="distansmote", nonce="${nonce}", uri="sip:x@y", response="${response}", algorithm=${algorithm}, qop=auth, nc=00000001, cnonce="abc"`;
}
