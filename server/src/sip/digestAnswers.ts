// Answers the challenges to a request of ours with our password (RFC 7616, RFC 8760 for SIP): a few times, never for ever.
import { createHash, randomBytes } from 'node:crypto';
import { type DigestCredentials, digestParameters } from './digest.ts';
import { WIRE_ENCODING } from './flow.ts';

/** A 401 or 407, with the values of its WWW-Authenticate or Proxy-Authenticate headers. */
export interface Challenge {
  statusCode: number;
  challenges: readonly string[];
}

/** The strongest is answered, whatever their order: a trunk that offers MD5 first must not weaken the others. */
const ALGORITHMS = [
  ['SHA-512-256', 'sha512-256'],
  ['SHA-256', 'sha256'],
  ['MD5', 'md5'],
] as const;
/** A proxy and the other end may each challenge once, and find a nonce stale. */
const MAX_ANSWERS = 4;

interface Usable {
  algorithm: string;
  hash: string;
  hasQop: boolean;
  isStale: boolean;
  realm: string;
  nonce: string;
  opaque: string | undefined;
}

export class DigestAnswers {
  readonly #credentials: DigestCredentials | undefined;
  /** By what is challenged: who asks, and for which realm. */
  readonly #lines = new Map<string, { nonce: string; line: string }>();
  #count = 0;

  /** @param credentials undefined: no challenge is answered. */
  constructor(credentials: DigestCredentials | undefined) {
    this.#credentials = credentials;
  }

  /** The headers of the next request, and of the ACK that belongs to it (RFC 3261 §22.1). */
  get lines(): string[] {
    return Array.from(this.#lines.values(), ({ line }) => line);
  }

  /**
   * @param uri the request's, as written
   * @returns whether there is an answer in `lines` now; false when there is none, or the former one was refused
   */
  answer({ statusCode, challenges }: Challenge, method: string, uri: string): boolean {
    const credentials = this.#credentials;
    const challenge = strongest(challenges);
    if (credentials === undefined || challenge === undefined) return false;
    const key = `${statusCode} ${challenge.realm}`;
    const former = this.#lines.get(key);
    const isRefused =
      former !== undefined && (!challenge.isStale || former.nonce === challenge.nonce);
    if (isRefused || this.#count >= MAX_ANSWERS) return false;
    this.#count += 1;
    const name = statusCode === 407 ? 'Proxy-Authorization' : 'Authorization';
    const line = `${name}: ${credentialsFor(challenge, credentials, method, uri)}`;
    this.#lines.set(key, { nonce: challenge.nonce, line });
    return true;
  }
}

function strongest(challenges: readonly string[]): Usable | undefined {
  const all = challenges.flatMap((one) => usable(one) ?? []);
  return ALGORITHMS.flatMap(([name]) => all.find(({ algorithm }) => algorithm === name) ?? [])[0];
}

/** @returns undefined for another scheme, an algorithm that we lack, or protection of the body alone. */
function usable(challenge: string): Usable | undefined {
  const given = digestParameters(challenge);
  const { realm, nonce, qop, opaque } = given ?? {};
  const wanted = (given?.['algorithm'] ?? 'MD5').toUpperCase();
  const [algorithm, hash] = ALGORITHMS.find(([name]) => name === wanted) ?? [];
  if (realm === undefined || nonce === undefined || algorithm === undefined) return undefined;
  const hasQop = qop !== undefined;
  if (
    hasQop &&
    !qop
      .toLowerCase()
      .split(',')
      .some((one) => one.trim() === 'auth')
  )
    return undefined;
  const isStale = given?.['stale']?.toLowerCase() === 'true';
  return { algorithm, hash, hasQop, isStale, realm, nonce, opaque };
}

function credentialsFor(
  { algorithm, hash: name, hasQop, realm, nonce, opaque }: Usable,
  { user, password }: DigestCredentials,
  method: string,
  uri: string,
): string {
  const hash = (...parts: readonly string[]) =>
    createHash(name).update(parts.join(':'), WIRE_ENCODING).digest('hex');
  const secret = hash(user, realm, Buffer.from(password).toString(WIRE_ENCODING));
  const cnonce = randomBytes(12).toString('hex');
  const nc = '00000001';
  const middle = hasQop ? [nonce, nc, cnonce, 'auth'] : [nonce];
  const response = hash(secret, ...middle, hash(method, uri));
  return [
    `Digest username=${quoted(user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(hasQop ? ['qop=auth', `nc=${nc}`, `cnonce="${cnonce}"`] : []),
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
  ].join(', ');
}

const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
