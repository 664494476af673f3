// What both ends of a link agree on for the keys of their tunnel.
import { expect, test } from 'vitest';
import { KeyAgreement } from './keyAgreement.ts';

test('both have the same salt, and two others another', () => {
  const [line, holder, other] = [new KeyAgreement(), new KeyAgreement(), new KeyAgreement()];
  expect(line.publicKey).toMatch(/^[\w-]{43}$/);
  expect(line.saltWith(holder.publicKey)).toBe(holder.saltWith(line.publicKey));
  expect(line.saltWith(other.publicKey)).not.toBe(line.saltWith(holder.publicKey));
});

test.each([
  ['nothing', ''],
  ['a word', 'secret'],
  ['a key that is too short', Buffer.alloc(31, 9).toString('base64url')],
  [
    'a key of a small subgroup, which makes the secret zero',
    Buffer.alloc(32).toString('base64url'),
  ],
])('%s is no key', (_, theirs) => {
  expect(() => new KeyAgreement().saltWith(theirs)).toThrow();
});
