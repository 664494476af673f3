// The challenge of a trunk that wants our password, and whether a request answers it (RFC 7616).
import { createHash } from 'node:crypto';
import type { TrunkAccount } from './digestAnswer.ts';

const HASHES = { 'SHA-256': 'sha256', MD5: 'md5' } as const;

/** @param header WWW-Authenticate or Proxy-Authenticate, one line for each algorithm */
export function digestChallenge(
  header: string,
  algorithms: readonly (keyof typeof HASHES)[],
  nonce: string,
  more = '',
): string[] {
  return algorithms.map(
    (algorithm) =>
      `${header}: Digest realm="trunk \\"one\\"", nonce="${nonce}", qop="auth,auth-int", opaque="o", algorithm=${algorithm}${more}`,
  );
}

/** @param header Authorization or Proxy-Authorization */
export function checksDigest(
  request: string,
  header: string,
  { user, password }: TrunkAccount,
): boolean {
  const line = new RegExp(`^${header}: Digest (.*)$`, 'm').exec(request)?.[1] ?? '';
  const value = (name: string) =>
    new RegExp(`(?:^|, )${name}="?((?:[^"\\\\,]|\\\\.)*)`)
      .exec(line)?.[1]
      ?.replaceAll(/\\(.)/g, '$1') ?? '';
  const algorithm = value('algorithm') as keyof typeof HASHES;
  const [method = '', uri = ''] = request.split(' ', 2);
  const hash = (text: string) => createHash(HASHES[algorithm]).update(text).digest('hex');
  const secret = hash(`${user}:${value('realm')}:${password}`);
  const expected = hash(
    [secret, value('nonce'), value('nc'), value('cnonce'), 'auth', hash(`${method}:${uri}`)].join(
      ':',
    ),
  );
  return value('uri') === uri && value('username') === user && value('response') === expected;
}
