// Digest authentication (RFC 7616, RFC 8760 for SIP): writes challenges and checks the answers.
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { isSameSecret } from '../platform/timingSafe.ts';

/** The stronger one is offered first (RFC 8760 §2.4); some phones know only MD5. */
const ALGORITHMS = { 'SHA-256': 'sha256', MD5: 'md5' } as const;
type Algorithm = keyof typeof ALGORITHMS;

const REALM = 'distansmote';
const NONCE_MS = 60_000;
/** In use at once. When one is evicted, its user is challenged again. */
const MAX_NONCES = 10_000;

export interface DigestCredentials {
  user: string;
  password: string;
}

/**
 * `stale`: the answer is right, but its nonce has expired or was used: with the next nonce it will be accepted.
 * `foreign`: the nonce was not issued to this address by us, or by a server with the same key. The answer is not checked and does not count as a guess, or
 * anybody could lock out somebody else by UDP with a forged address.
 */
export type DigestVerdict = 'right' | 'stale' | 'wrong' | 'foreign';

export class Digest {
  readonly #credentials: DigestCredentials;
  readonly #nonceKey: Uint8Array;
  /** The highest nonce count used with each nonce: a replay repeats it (RFC 7616 §3.4). */
  readonly #counts = new LRUCache<string, number>({ max: MAX_NONCES, ttl: NONCE_MS });
  readonly #now: () => number;

  /**
   * @param nonceKey signs the nonces. Where several servers have the same, each accepts what another has issued; a nonce that
   * was used with one of them can be replayed once to each other, by whoever sends from its address within the minute.
   */
  constructor(credentials: DigestCredentials, nonceKey: Uint8Array, now: () => number = Date.now) {
    this.#credentials = credentials;
    this.#nonceKey = nonceKey;
    this.#now = now;
  }

  /**
   * The WWW-Authenticate lines of a 401.
   * @param address the one that it is sent to
   * @param isMd5Only whether the other end cannot cope with other algorithms
   */
  challenges(address: string, isStale: boolean, isMd5Only = false): string[] {
    const nonce = this.#newNonce(address);
    const stale = isStale ? ', stale=true' : '';
    const names = Object.keys(ALGORITHMS).filter((name) => !isMd5Only || name === 'MD5');
    return names.map(
      (algorithm) =>
        `WWW-Authenticate: Digest realm="${REALM}", qop="auth", nonce="${nonce}", algorithm=${algorithm}${stale}`,
    );
  }

  /** @param authorization the value of the header. Its uri may differ from the request's, which proxies rewrite. */
  check(authorization: string, method: string, address: string): DigestVerdict {
    const given = digestParameters(authorization) ?? {};
    const { username = '', realm = '', nonce = '', uri = '', cnonce = '', nc = '' } = given;
    if (!this.#isOurs(nonce, address)) return 'foreign';
    const algorithm = algorithmOf(given['algorithm']);
    const answersChallenge =
      realm === REALM && given['qop'] === 'auth' && /^[0-9a-f]{8}$/i.test(nc);
    if (algorithm === undefined || !answersChallenge) return 'wrong';
    const { user, password } = this.#credentials;
    const hash = (text: string) => createHash(ALGORITHMS[algorithm]).update(text).digest('hex');
    const expected = hash(
      [
        hash(`${user}:${REALM}:${password}`),
        nonce,
        nc,
        cnonce,
        'auth',
        hash(`${method}:${uri}`),
      ].join(':'),
    );
    // Both are compared, so that timing reveals neither.
    const isUser = isSameSecret(username, user);
    const isResponse = isSameSecret((given['response'] ?? '').toLowerCase(), expected);
    if (!isUser || !isResponse) return 'wrong';
    return this.#use(nonce, Number.parseInt(nc, 16)) ? 'right' : 'stale';
  }

  /** Contains its own expiry, so that nothing is stored for those who only ask. */
  #newNonce(address: string): string {
    const body = `${(this.#now() + NONCE_MS).toString(36)}.${randomBytes(9).toString('base64url')}`;
    return `${body}.${this.#sign(body, address)}`;
  }

  #sign(body: string, address: string): string {
    return createHmac('sha256', this.#nonceKey)
      .update(`${body} ${address}`)
      .digest('base64url')
      .slice(0, 22);
  }

  #isOurs(nonce: string, address: string): boolean {
    const cut = nonce.lastIndexOf('.');
    return cut > 0 && isSameSecret(nonce.slice(cut + 1), this.#sign(nonce.slice(0, cut), address));
  }

  #use(nonce: string, count: number): boolean {
    if (Number.parseInt(nonce, 36) < this.#now()) return false;
    if (count <= (this.#counts.get(nonce) ?? 0)) return false;
    this.#counts.set(nonce, count);
    return true;
  }
}

function algorithmOf(name: string | undefined): Algorithm | undefined {
  const upper = (name ?? 'MD5').toUpperCase();
  return upper === 'SHA-256' || upper === 'MD5' ? upper : undefined;
}

/** Of a challenge, or of the answer to one; undefined for another scheme. Names are in lower case. */
export function digestParameters(header: string): Record<string, string> | undefined {
  const rest = /^\s*digest\s+(.*)$/is.exec(header)?.[1];
  if (rest === undefined) return undefined;
  const pairs = rest.matchAll(/(?<![a-z])([a-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/gi);
  return Object.fromEntries(
    Array.from(pairs, ([, name = '', quoted, plain]) => [
      name.toLowerCase(),
      quoted?.replaceAll(/\\(.)/g, '$1') ?? plain ?? '',
    ]),
  );
}
