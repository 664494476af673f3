import { checksDigest, digestChallenge } from '@distansmote/testkit/telephone/digestChallenge.ts';
import { expect, it } from 'vitest';
import { Digest } from './digest.ts';
import { DigestAnswers } from './digestAnswers.ts';

const ACCOUNT = { user: 'anna', password: 'ett lösenord' };
const URI = 'sip:+46701234567@trunk.example';
const challengesOf = (...lines: string[]) => lines.map((line) => line.replace(/^[\w-]+: /, ''));

const answerTo = (answers: DigestAnswers, lines: string[], statusCode = 407) =>
  answers.answer({ statusCode, challenges: challengesOf(...lines) }, 'INVITE', URI);

const isRight = (answers: DigestAnswers) =>
  checksDigest(
    [`INVITE ${URI} SIP/2.0`, ...answers.lines].join('\n'),
    'Proxy-Authorization',
    ACCOUNT,
  );

it('answers the strongest challenge, whatever their order', () => {
  const answers = new DigestAnswers(ACCOUNT);
  expect(answerTo(answers, digestChallenge('Proxy-Authenticate', ['MD5', 'SHA-256'], 'n'))).toBe(
    true,
  );
  expect(answers.lines).toEqual([expect.stringContaining('algorithm=SHA-256')]);
  expect(isRight(answers)).toBe(true);
});

it('answers a refusal no second time, and a stale nonce with the new one', () => {
  const answers = new DigestAnswers(ACCOUNT);
  const challenge = (nonce: string, more = '') =>
    digestChallenge('Proxy-Authenticate', ['MD5'], nonce, more);
  expect(answerTo(answers, challenge('one'))).toBe(true);
  expect(answerTo(answers, challenge('two'))).toBe(false);
  expect(answerTo(answers, challenge('one', ', stale=true'))).toBe(false);
  expect(answerTo(answers, challenge('two', ', stale=TRUE'))).toBe(true);
  expect(answers.lines).toEqual([expect.stringContaining('nonce="two"')]);
  expect(isRight(answers)).toBe(true);
});

it('answers a proxy and whoever is behind it', () => {
  const answers = new DigestAnswers(ACCOUNT);
  expect(answerTo(answers, digestChallenge('Proxy-Authenticate', ['MD5'], 'one'))).toBe(true);
  expect(answerTo(answers, digestChallenge('WWW-Authenticate', ['MD5'], 'two'), 401)).toBe(true);
  expect(answers.lines.map((line) => line.split(':')[0])).toEqual([
    'Proxy-Authorization',
    'Authorization',
  ]);
});

it.each([
  ['another scheme', 'Basic realm="x"'],
  ['an algorithm that we lack', 'Digest realm="x", nonce="n", algorithm=SHA-512'],
  ['sessions of keys', 'Digest realm="x", nonce="n", algorithm=MD5-sess'],
  ['protection of the body alone', 'Digest realm="x", nonce="n", qop="auth-int"'],
  ['no nonce', 'Digest realm="x"'],
  ['nothing', ''],
])('does not answer %s', (_name, challenge) => {
  const answers = new DigestAnswers(ACCOUNT);
  expect(answers.answer({ statusCode: 401, challenges: [challenge] }, 'INVITE', URI)).toBe(false);
  expect(answers.lines).toEqual([]);
});

it('has no answer without a password', () => {
  const answers = new DigestAnswers(undefined);
  expect(answerTo(answers, digestChallenge('Proxy-Authenticate', ['MD5'], 'n'))).toBe(false);
});

it('is understood by another server of ours', () => {
  const digest = new Digest(ACCOUNT, Buffer.from('a key'));
  const challenges = challengesOf(...digest.challenges('192.0.2.1', false));
  const answers = new DigestAnswers(ACCOUNT);
  expect(answers.answer({ statusCode: 401, challenges }, 'INVITE', URI)).toBe(true);
  const authorization = answers.lines[0]?.replace('Authorization: ', '') ?? '';
  expect(digest.check(authorization, 'INVITE', '192.0.2.1')).toBe('right');
});
