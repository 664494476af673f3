import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Digest } from './digest.ts';

const ALGORITHMS = [
  ['SHA-256', 'sha256'],
  ['MD5', 'md5'],
  [undefined, 'md5'],
] as const;

const ADDRESS = '192.0.2.1';
let nowMs = 1_000_000;
const KEY = Buffer.from('a key that two servers have');
const withKey = (key: Buffer) =>
  new Digest({ user: 'trunk', password: 'secret' }, key, () => nowMs);
const digest = withKey(KEY);

interface Answer {
  algorithm: string | undefined;
  hash: string;
  user: string;
  password: string;
  nonce: string;
  nc: string;
}

function freshNonce(): string {
  return /nonce="([^"]+)"/.exec(digest.challenges(ADDRESS, false)[0] ?? '')?.[1] ?? '';
}

function answer(changes: Partial<Answer> = {}): string {
  const given: Answer = {
    algorithm: 'SHA-256',
    hash: 'sha256',
    user: 'trunk',
    password: 'secret',
    nonce: freshNonce(),
    nc: '00000001',
    ...changes,
  };
  const { algorithm, hash, user, password, nonce, nc } = given;
  const h = (text: string) => createHash(hash).update(text).digest('hex');
  const secret = h(`${user}:distansmote:${password}`);
  const response = h(`${secret}:${nonce}:${nc}:c:auth:${h('INVITE:sip:a@b')}`);
  const named = algorithm === undefined ? '' : `, algorithm=${algorithm}`;
  return `Digest username="${user}", realm="distansmote", nonce="${nonce}", uri="sip:a@b", response="${response}", qop=auth, nc=${nc}, cnonce="c"${named}`;
}

describe('a digest', () => {
  it('offers the stronger algorithm first', () => {
    const [first, second] = digest.challenges(ADDRESS, true);
    expect(first).toMatch(/^WWW-Authenticate: Digest .*algorithm=SHA-256, stale=true$/);
    expect(second).toMatch(/algorithm=MD5, stale=true$/);
  });

  it.each(ALGORITHMS)('is right by %s', (algorithm, hash) => {
    expect(digest.check(answer({ algorithm, hash }), 'INVITE', ADDRESS)).toBe('right');
  });

  it.each<[string, Partial<Answer>]>([
    ['another password', { password: 'guess' }],
    ['another user', { user: 'root' }],
    ['no count', { nc: '1' }],
    ['an algorithm that was not offered', { algorithm: 'SHA-512-256' }],
  ])('is wrong with %s', (_name, changes) => {
    expect(digest.check(answer(changes), 'INVITE', ADDRESS)).toBe('wrong');
  });

  it.each([
    '',
    'Basic abc',
    'Digest',
    'Digest username="trunk',
    'Digest \u0000=1, nc=00000001',
    answer({ nonce: 'zzzzzzzz.AAAA.AAAA' }),
    answer({ nonce: `z${freshNonce()}` }),
  ])('is no guess as %j', (text) => {
    expect(digest.check(text, 'INVITE', ADDRESS)).toBe('foreign');
  });

  it('neither counts as a guess nor is accepted from an address that was not challenged', () => {
    expect(digest.check(answer(), 'INVITE', '192.0.2.2')).toBe('foreign');
    expect(digest.check(answer({ password: 'guess' }), 'INVITE', '192.0.2.2')).toBe('foreign');
  });

  it('is accepted by another server with the same key, as after a restart, and is foreign to one with another', () => {
    const nonce = freshNonce();
    expect(withKey(KEY).check(answer({ nonce }), 'INVITE', ADDRESS)).toBe('right');
    expect(withKey(Buffer.from('b')).check(answer({ nonce }), 'INVITE', ADDRESS)).toBe('foreign');
  });

  it('is valid for one method', () => {
    expect(digest.check(answer(), 'BYE', ADDRESS)).toBe('wrong');
  });

  it('is not accepted twice, but again with the next nonce count', () => {
    const nonce = freshNonce();
    expect(digest.check(answer({ nonce }), 'INVITE', ADDRESS)).toBe('right');
    expect(digest.check(answer({ nonce }), 'INVITE', ADDRESS)).toBe('stale');
    expect(digest.check(answer({ nonce, nc: '00000002' }), 'INVITE', ADDRESS)).toBe('right');
  });

  it('is stale after a minute', () => {
    const nonce = freshNonce();
    nowMs += 60_001;
    expect(digest.check(answer({ nonce }), 'INVITE', ADDRESS)).toBe('stale');
  });
});
