// The relay's credentials are what coturn computes from the same secret, run out, and tell nobody apart.
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { turnCredentials, turnRelayOf } from './turnCredentials.ts';

const relay = { urls: ['turns:turn.example.org:443?transport=tcp'], secret: 'north' };
const NOW_MS = 1_433_895_918_506;

test('the user name ends after twelve hours, and the password is its HMAC-SHA1 by the secret', () => {
  const { urls, username, credential } = turnCredentials(relay, NOW_MS);
  expect(urls).toEqual(relay.urls);
  expect(username).toMatch(/^1433939118:[A-Za-z0-9_-]{16}$/);
  expect(credential).toBe(createHmac('sha1', 'north').update(username).digest('base64'));
});

test('no two are alike', () => {
  const names = Array.from({ length: 100 }, () => turnCredentials(relay, NOW_MS).username);
  expect(new Set(names).size).toBe(100);
});

test('there is a relay only where both settings are', () => {
  expect(turnRelayOf({})).toBeUndefined();
  expect(turnRelayOf({ TURN_URLS: relay.urls, TURN_SECRET: 'north' })).toEqual(relay);
});
